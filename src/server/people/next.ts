/** Where somebody goes on after signing in, and what that allows. */

/** Whatever somebody wrote into `next`: a path of this site, or the first page. */
export function localPath(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/') || next.length > 500) return '/'
  const origin = 'http://here.invalid'
  if (!URL.canParse(next, origin)) return '/'
  const url = new URL(next, origin)
  // `//elsewhere` and `/\elsewhere` leave the site, and so does `/.//elsewhere` once it is made plain; signing in once more
  // would go round in a circle.
  if (url.origin !== origin || /^\/(\/|(sign-in|sign-out)(\/|$))/.test(url.pathname)) return '/'
  return url.pathname + url.search
}

/**
 * Whether somebody on the way there may make an account by showing that an address is theirs: they join a community,
 * accept an invitation, or keep a design. Elsewhere an account would be of no use to them.
 */
export function mayMakeAccount(next: string): boolean {
  return /^\/design(\/|\?|$)/.test(next) || /^\/[a-z0-9-]+\/(join|invitation)(\/|\?|$)/.test(next)
}

/** The community whose door they came from, if any. */
export function communityIn(next: string): string | undefined {
  return /^\/([a-z0-9]+(?:-[a-z0-9]+)*)(?:\/|\?|$)/.exec(next)?.[1]
}
