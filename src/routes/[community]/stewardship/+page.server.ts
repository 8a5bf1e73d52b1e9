import { endingSeries } from '#server/events/index.ts'
import { waiting } from '#server/stewardship/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [counts, ending] = await Promise.all([waiting(ctx, {}), endingSeries(ctx, {})])
    return { waiting: counts, ending }
  })
