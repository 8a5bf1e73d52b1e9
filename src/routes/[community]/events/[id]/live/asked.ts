import type { RequestEvent } from '@sveltejs/kit'
import type { Key } from '#i18n/index.ts'
import type { Ctx } from '#server/ctx.ts'
import type { Doing, LiveDone } from '#web/live/answer.ts'
import { liveToken } from '#web/live/cookie.ts'

/** What a form says, with the event of the page and the secret of somebody who came by the code. */
export function asked(event: RequestEvent, typed: Record<string, unknown>): Record<string, unknown> {
  return { ...typed, id: event.params.id, token: liveToken(event) ?? '' }
}

interface Verb<O> {
  run(ctx: Ctx, raw: unknown): Promise<O>
}

/** Runs one verb with the form and stays on the page, at `near` if that is told. */
export function runs<O>(
  verb: Verb<O>,
  said: (result: O, typed: Record<string, unknown>) => Omit<LiveDone, 'to'>,
  near = '',
): Doing {
  return async (ctx, typed, event) => ({
    to: event.url.pathname + near,
    ...said(await verb.run(ctx, asked(event, typed)), typed),
  })
}

/** The same where one sentence says what was done, whatever came of it. */
export function says(verb: Verb<unknown>, flash: Key, near = ''): Doing {
  return runs(verb, () => ({ flash }), near)
}
