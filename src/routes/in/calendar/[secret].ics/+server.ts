import { feedFile } from '#server/events/index.ts'
import { calendarResponse } from '#web/calendar.ts'
import { read } from '#web/read.ts'

/** Programs ask again every few hours, some every few minutes. */
const freshFor = 15 * 60

export const GET = (event) =>
  read(event, async (ctx) =>
    calendarResponse(event.request, await feedFile(ctx, event.params.secret), { maxAge: freshFor }),
  )
