import { myHours, sharedHours } from '#server/events/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const mine = await myHours(ctx, {})
    return { mine, shared: mine.may.seeShared ? await sharedHours(ctx, {}) : null }
  })
