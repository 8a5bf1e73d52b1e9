/** What a browser tells about itself, and the cookies that a sign-in gives it. */
import type { RequestEvent } from '@sveltejs/kit'
import type { CookieToSet, Visit } from '#server/people/index.ts'

export function visitOf(event: RequestEvent): Visit {
  const { headers } = event.request
  return { address: event.getClientAddress(), userAgent: headers.get('user-agent'), cookie: headers.get('cookie') }
}

/** Sets cookies as they were made: their values are on the wire already and are not encoded again. */
export function setCookies(event: RequestEvent, cookies: readonly CookieToSet[]): void {
  for (const { name, value, ...options } of cookies) event.cookies.set(name, value, { ...options, encode: (text) => text })
}
