import { guestFile } from '#server/events/index.ts'
import { calendarResponse } from '#web/calendar.ts'
import { read } from '#web/read.ts'

export const GET = (event) =>
  read(event, async (ctx) => {
    const { name, text } = await guestFile.run(ctx, { token: event.params.token })
    return calendarResponse(event.request, text, { name, maxAge: 0 })
  })
