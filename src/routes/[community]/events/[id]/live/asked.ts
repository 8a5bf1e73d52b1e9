import type { RequestEvent } from '@sveltejs/kit'
import { liveToken } from '#web/live/cookie.ts'

/** What a form says, with the event of the page and the secret of somebody who came by the code. */
export function asked(event: RequestEvent, typed: Record<string, unknown>): Record<string, unknown> {
  return { ...typed, id: event.params.id, token: liveToken(event) ?? '' }
}
