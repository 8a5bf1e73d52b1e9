/** The cookies of this site: for the server alone, and over plain http, as on an office network, without `Secure`. */
import type { RequestEvent } from '@sveltejs/kit'

/** Names of the cookies in which a stranger's choices are kept on their device. */
export const localeCookie = 'lang'
export const zoneCookie = 'zone'

type Jar = Pick<RequestEvent, 'cookies' | 'url'>

interface How {
  path: string
  /** In seconds. */
  maxAge: number
  sameSite?: 'lax' | 'strict'
}

export function keepCookie({ cookies, url }: Jar, name: string, value: string, how: How): void {
  cookies.set(name, value, { httpOnly: true, sameSite: 'lax', secure: isSecure(url), ...how })
}

/** Lets the browser forget a cookie that was kept at that path. */
export function dropCookie({ cookies, url }: Jar, name: string, path: string): void {
  cookies.delete(name, { path, secure: isSecure(url) })
}

/** A browser throws a secure cookie away that comes over plain http, and does not delete by one either. */
const isSecure = (url: URL): boolean => url.protocol === 'https:'
