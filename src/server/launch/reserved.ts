/** First segments of addresses that belong to the installation: no community may be called so. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'account', 'admin', 'api', 'assets', 'design', 'health', 'in', 'join', 'language', 'set-up', 'sign-in', 'sign-out', 'verify', 'favicon', 'robots', 'app', 'static',
])
