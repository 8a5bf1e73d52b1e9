import { attendanceSheet, closeEvent, markAttendance } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    sheet: await attendanceSheet.run(ctx, { id: event.params.id, search: event.url.searchParams.get('search') ?? '' }),
  }))

export const actions = {
  mark: act(async (ctx, typed, event) => {
    const { present } = await markAttendance.run(ctx, { ...typed, id: event.params.id })
    const from = event.url.searchParams.get('from') === 'close' ? 'close' : 'attendance'
    return {
      to: event.url.pathname.replace(/attendance$/, from),
      flash: 'events.attendance.saved',
      params: { present },
    }
  }),
  close: act(async (ctx, _, event) => {
    await closeEvent.run(ctx, { id: event.params.id })
    return { to: event.url.pathname.replace(/attendance$/, 'close'), flash: 'events.attendance.closed' }
  }),
}
