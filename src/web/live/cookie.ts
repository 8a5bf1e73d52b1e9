/** The secret by which a browser is known in one room, of somebody who came by the code. */
import type { RequestEvent } from '@sveltejs/kit'

const name = 'live'

export function liveToken(event: RequestEvent): string | undefined {
  return event.cookies.get(name)
}

/** Keeps it on this device for that room alone, until a month after: polls may stay open for those who could not come. */
export function keepLiveToken(event: RequestEvent, path: string, token: string): void {
  event.cookies.set(name, token, {
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: 31 * 86_400,
  })
}
