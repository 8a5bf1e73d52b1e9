/** First segments of addresses that belong to the installation: no community may be called so. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'account',
  'admin',
  'api',
  'assets',
  'design',
  'health',
  'in',
  'join',
  'language',
  'live',
  'set-up',
  'sign-in',
  'sign-out',
  'verify',
  'favicon',
  'robots',
  'app',
  'static',
])

/** An address that the name suggests: `Thuto M&E` → `thuto-me`. Nothing where no letter of it can stand in an address. */
export function suggestSlug(name: string): string {
  const slug = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  return slug.length < 2 || reservedSlugs.has(slug) ? '' : slug
}
