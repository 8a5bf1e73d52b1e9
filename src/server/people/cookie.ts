/**
 * The cookie of a session: `token.signature`, signed with HMAC-SHA256 in base64, as better-auth writes it
 * (better-call, `setSignedCookie`). It is checked here without asking the database.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Site } from '../ctx.ts'

/** What all of our cookies begin with. */
export const cookiePrefix = 'copse'

/** Where the browser's cookies can be read, decoded. */
export interface Cookies {
  get(name: string): string | undefined
}

/** The token of the session that the browser shows, if our signature is on it. */
export function readSessionCookie(cookies: Cookies, site: Pick<Site, 'url' | 'secret'>): string | undefined {
  const shown = cookies.get(sessionCookieName(site.url))
  const dot = shown?.lastIndexOf('.') ?? -1
  if (!shown || dot < 1) return undefined
  const token = shown.slice(0, dot)
  const expected = createHmac('sha256', site.secret).update(token).digest()
  const given = Buffer.from(shown.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

/** Over https the name says that the cookie was set over https (RFC 6265bis, `__Secure-`). */
export function sessionCookieName(siteUrl: string): string {
  return `${isSecure(siteUrl) ? '__Secure-' : ''}${cookiePrefix}.session_token`
}

export function isSecure(siteUrl: string): boolean {
  return siteUrl.startsWith('https:')
}
