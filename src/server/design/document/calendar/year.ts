/** The year at a glance: a row for each kind of event, a column for each month. */
import type { Words } from '#i18n/index.ts'
import type { Calendar } from '../../parts/calendar.ts'
import type { Block, BlockOf } from '../blocks.ts'

/** The strip of twelve months from the month in which the calendar begins. What a thirteenth half month holds is counted in the twelfth. */
export function yearStrip(calendar: Calendar, words: Words): Block {
  const first = Temporal.PlainYearMonth.from(calendar.from.slice(0, 7))
  const months = Array.from({ length: 12 }, (_, n) => first.add({ months: n }))
  const quiet = months.map((month) =>
    calendar.quiet.some(({ from, to }) => from.slice(0, 7) <= month.toString() && to.slice(0, 7) >= month.toString()),
  )
  const rows = calendar.series
    .filter((series) => !series.own)
    .map((series): BlockOf<'year'>['rows'][number] => {
      const counts = months.map(() => 0)
      for (const date of heldDates(calendar, series.key)) {
        const month = Math.min(
          11,
          first.until(Temporal.PlainYearMonth.from(date.slice(0, 7)), { largestUnit: 'month' }).months,
        )
        counts[month] = (counts[month] ?? 0) + 1
      }
      return { name: series.name, counts, quiet }
    })
  return { kind: 'year', caption: words('design-calendar.doc.year.caption'), start: first.toString(), rows }
}

// An event held twice for two halves of the world is one event.
function heldDates(calendar: Calendar, series: string): Set<string> {
  return new Set(calendar.events.filter((event) => event.series === series).map((event) => event.wall.slice(0, 10)))
}
