/** What a browser tells at the door where people sign in, and the cookies that it gets there. */
import type { Cookies, RequestEvent } from '@sveltejs/kit'
import type { CookieToSet, Visit } from '#server/people/index.ts'
import { dropCookie, keepCookie } from './cookies.ts'

export function visitOf(event: RequestEvent): Visit {
  const { headers } = event.request
  return { address: event.getClientAddress(), userAgent: headers.get('user-agent'), cookie: headers.get('cookie') }
}

export function setCookies(cookies: Cookies, toSet: readonly CookieToSet[]): void {
  // The value is signed as it goes over the wire: encoding it once more would break that.
  for (const { name, value, ...how } of toSet) cookies.set(name, value, { ...how, encode: (value) => value })
}

/**
 * A few words that one step of a form keeps for the next, on this device and for an hour: an address belongs neither
 * into the page's own address nor into a log.
 */
export function stepCookie<T extends Record<string, string>>(name: string, path: string) {
  return {
    keep(event: RequestEvent, words: T): void {
      keepCookie(event, name, JSON.stringify(words), { path, maxAge: 3600 })
    },
    read(event: Pick<RequestEvent, 'cookies'>): Partial<T> {
      try {
        return JSON.parse(event.cookies.get(name) ?? '{}') as Partial<T>
      } catch {
        // Somebody wrote it by hand.
        return {}
      }
    },
    forget(event: RequestEvent): void {
      dropCookie(event, name, path)
    },
  }
}
