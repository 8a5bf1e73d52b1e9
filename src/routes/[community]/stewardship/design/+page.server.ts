import { definitionOf } from '#server/learning/index.ts'
import { liveDesign } from '#server/stewardship/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const live = await liveDesign(ctx, {})
    return { ...live, indicators: live.indicators.map((each) => ({ ...each, ...definitionOf(each.key, ctx.locale) })) }
  })
