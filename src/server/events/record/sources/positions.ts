import { date } from '#i18n/format/dates.ts'
import type { Words } from '#i18n/index.ts'
import { points, positionsForRecord, type RecordedShift } from '../../positions/index.ts'
import type { Source } from '../source.ts'

/** How many reasons of one statement are told. */
const most = 20

/** How positions on what was debated shifted: figures of enough people, reasons without a name. */
export const positions: Source = {
  key: 'positions',
  async draft(ctx, event, w) {
    const told = await positionsForRecord(ctx, event)
    if (told === null) return null
    if (!Array.isArray(told)) {
      const when = told.until.toZonedDateTimeISO(event.zone).toPlainDate()
      return w('positions.record.until', {
        day: date(when.toString(), w.locale),
      })
    }
    return told.map((each) => tell(each, w, event.confidence !== 'nothing-leaves')).join('\n\n')
  },
}

function tell({ text, shift }: RecordedShift, w: Words, reasons: boolean): string {
  const line = (when: 'before' | 'after') => {
    const counts = shift[when]
    const said = counts?.flatMap((n, i) => (n > 0 ? [`${w(`positions.scale.${points[i]!}`)} ${n}`] : [])).join(', ')
    return `- ${w(`positions.record.${when}`, { said: said ?? w('positions.tooFew') })}`
  }
  return [
    w('positions.record.statement', { text, both: shift.said.both }),
    line('before'),
    line('after'),
    ...(shift.moved ? [`- ${w('positions.moved', shift.moved)}`] : []),
    ...(reasons ? shift.whys.after : [])
      .slice(0, most)
      .map(({ value, text }) => `- ${w(`positions.scale.${value as 1}`)}: ${text.replace(/\s*\n\s*/g, ' ')}`),
  ].join('\n')
}
