import { allow } from '#server/permissions/index.ts'
import { steward } from '#server/permissions/communities.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    allow(ctx, steward, undefined)
    return { here: event.url.pathname }
  })
