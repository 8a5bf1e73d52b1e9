/** Coming in: what the browser tells, and what it gets. */

/** What a browser tells about itself at the door. */
export interface Visit {
  /** Network address of whoever asks; `null` where it is not known. */
  address: string | null
  userAgent: string | null
  /** The browser's cookies as they came: who changes their address shows their session once more. */
  cookie: string | null
}

/** A cookie for the door to set, its value as it goes over the wire. */
export interface CookieToSet {
  name: string
  value: string
  path: string
  httpOnly: boolean
  secure: boolean
  sameSite: 'lax'
  /** Seconds; 0 takes it away. */
  maxAge: number
}

export interface Entry {
  person: string
  /** They have just made their account: ask for their name. */
  isNew: boolean
  cookies: CookieToSet[]
}

/** The visit as better-auth reads it. */
export function headersOf(visit: Visit): Headers {
  const headers = new Headers()
  if (visit.userAgent) headers.set('user-agent', visit.userAgent.slice(0, 400))
  if (visit.cookie) headers.set('cookie', visit.cookie)
  return headers
}

/** The cookies that better-auth wants to be set. */
export function cookiesOf(headers: Headers): CookieToSet[] {
  return headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split(/;\s*/)
    const at = pair.indexOf('=')
    const told = new Map(
      attributes
        .map((attribute) => attribute.split('=') as [string, string?])
        .map(([name, value]) => [name.toLowerCase(), value]),
    )
    return {
      name: pair.slice(0, at),
      value: pair.slice(at + 1),
      path: told.get('path') ?? '/',
      httpOnly: told.has('httponly'),
      secure: told.has('secure'),
      sameSite: 'lax',
      maxAge: Number(told.get('max-age')),
    }
  })
}
