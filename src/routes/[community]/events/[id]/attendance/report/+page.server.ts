import {
  attendanceReports,
  importAttendance,
  readAttendanceReport,
  takeReportBack,
  textOf,
} from '#server/events/index.ts'
import { act, look } from '#web/act.ts'
import type { Typed } from '#web/fields.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ ...(await attendanceReports.run(ctx, { id: event.params.id })), once: onceKey() }))

/** A file, or what was pasted, or what the dry run carries along. */
const report = async ({ file, text, ...typed }: Typed, id: unknown): Promise<Typed> => ({
  ...typed,
  id,
  text: file instanceof File && file.size > 0 ? textOf(new Uint8Array(await file.arrayBuffer())) : text,
})

export const actions = {
  read: look(async (ctx, typed, event) => {
    const given = await report(typed, event.params.id)
    return { looked: await readAttendanceReport.run(ctx, given), text: String(given.text) }
  }),
  import: act(
    async (ctx, typed, event) => {
      const { added, short, open } = await importAttendance.run(ctx, await report(typed, event.params.id))
      const to = event.url.pathname.replace(/\/report$/, '')
      return { to, flash: 'attendance.report.done', params: { added, short, open } }
    },
    {
      again: async (ctx, typed, event) => {
        const given = await report(typed, event.params.id)
        return {
          looked: await readAttendanceReport.run(ctx, { id: given.id, text: given.text }),
          text: String(given.text),
        }
      },
    },
  ),
  back: act(async (ctx, typed, event) => {
    const { removed } = await takeReportBack.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'attendance.report.takenBack', params: { removed } }
  }),
}
