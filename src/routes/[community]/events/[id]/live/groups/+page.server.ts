import { groups } from '#server/events/index.ts'
import { liveToken } from '#web/live/cookie.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => groups(ctx, { id: event.params.id, token: liveToken(event) ?? '' }))
