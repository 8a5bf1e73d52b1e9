import { calendar, eventFilters } from '#server/events/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const typed = (name: string): string => event.url.searchParams.get(name) ?? ''
    const asked = {
      list: typed('list'),
      month: typed('month'),
      format: typed('format'),
      circle: typed('circle'),
      after: typed('after'),
    }
    const [found, filters] = await Promise.all([calendar.run(ctx, asked), eventFilters(ctx, {})])
    return { ...found, filters, asked, member: ctx.member !== null }
  })
