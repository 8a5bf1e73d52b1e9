import { seriesPage } from '#server/events/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ series: await seriesPage(ctx, { id: event.params.series }) }))
