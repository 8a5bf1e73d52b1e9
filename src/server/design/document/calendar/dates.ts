/** Every date, month by month, and the dates that moved. */
import { withFirstDay } from '#i18n/first-day.ts'
import { date } from '#i18n/format/dates.ts'
import { dateFormat } from '#i18n/format/intl.ts'
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { placeOf } from '#server/foundations/time/index.ts'
import type { Calendar, CalendarEvent } from '../../parts/calendar.ts'
import type { Block } from '../blocks.ts'

/** The list of dates. A series that meets every week is named once, not forty times. */
export function datesBlocks(calendar: Calendar, words: Words): Block[] {
  const weekly = new Set(
    calendar.series.filter((series) => series.rule?.startsWith('FREQ=WEEKLY')).map((series) => series.key),
  )
  const listed = calendar.events.filter((event) => !weekly.has(event.series))
  const months = Map.groupBy(listed, (event) => event.wall.slice(0, 7))
  return [
    { kind: 'heading', level: 3, text: words('design-calendar.doc.dates.title'), id: 'calendar-dates' },
    ...calendar.series
      .filter((series) => weekly.has(series.key))
      .map((series): Block => ({
        kind: 'paragraph',
        text: words('design-calendar.doc.dates.weekly', {
          name: series.name,
          words: series.words,
          events: series.events,
        }),
      })),
    ...[...months].map(([month, events]): Block => ({
      kind: 'table',
      caption: monthYear(month, words),
      columns: [
        { label: words('design-calendar.doc.dates.day'), width: 0.16 },
        { label: words('design-calendar.doc.dates.time'), width: 0.2 },
        { label: words('design-calendar.doc.dates.what'), width: 0.4 },
        { label: words('design-calendar.doc.dates.whom'), width: 0.16 },
        { label: words('design-calendar.doc.dates.minutes'), align: 'end', width: 0.08 },
      ],
      rows: events.map((event) => row(event, calendar, words)),
    })),
  ]
}

/** What moved, from where and why. Nothing where nothing did. */
export function movedBlocks(calendar: Calendar, words: Words): Block[] {
  // The twins of one evening moved for one reason.
  const moved = [
    ...Map.groupBy(
      calendar.events.filter((event) => event.moved),
      (event) => `${event.series} ${event.moved?.from}`,
    ).values(),
  ].flatMap(([event]) => event ?? [])
  if (moved.length === 0) return []
  return [
    {
      kind: 'table',
      caption: words('design-calendar.doc.moved.caption'),
      columns: [
        { label: words('design-calendar.doc.dates.what'), width: 0.34 },
        { label: words('design-calendar.doc.moved.from'), width: 0.2 },
        { label: words('design-calendar.doc.moved.to'), width: 0.2 },
        { label: words('design-calendar.doc.moved.why') },
      ],
      rows: moved.map((event) => [
        event.title,
        longDate(event.moved?.from ?? '', words.locale),
        longDate(event.wall.slice(0, 10), words.locale),
        event.moved?.why ?? '',
      ]),
    },
  ]
}

function row(event: CalendarEvent, calendar: Calendar, words: Words): string[] {
  const time = event.wall.slice(11)
  return [
    shortDay(event.wall.slice(0, 10), words),
    event.live
      ? event.zone === calendar.zone
        ? time
        : words('time.rule.time', { time, place: placeOf(event.zone) })
      : words('design-calendar.doc.dates.opens'),
    event.title,
    words(`design-calendar.doc.audience.${event.audience}`),
    event.live ? String(event.minutes) : words('design-calendar.doc.dates.days', { days: event.minutes / 1440 }),
  ]
}

function shortDay(date: string, words: Words): string {
  const said = dateFormat(words.locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
  return withFirstDay(said.format(Date.parse(date)), words.locale)
}

function monthYear(month: string, words: Words): string {
  return date(`${month}-01`, words.locale, 'month')
}
