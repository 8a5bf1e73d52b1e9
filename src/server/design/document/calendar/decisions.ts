/** What was decided about time: hours, days off, load, and each series, as sentences with their reasons. */
import { withFirstDay } from '#i18n/first-day.ts'
import { dateFormat } from '#i18n/format/intl.ts'
import type { Words } from '#i18n/index.ts'
import { enumerated, placeOf, weekdayName } from '#server/foundations/time/index.ts'
import { phrase } from '../../parts/common/phrases.ts'
import type { Calendar } from '../../parts/calendar.ts'
import type { Design } from '../../types.ts'
import type { Block } from '../blocks.ts'
import { decisionBlock, valueAt, type Settled } from '../why-of.ts'
import { loadDecision, loadTable } from './load.ts'
import { placesTable } from './places.ts'
import { seriesDecision } from './series.ts'

/** The decisions of part 2, numbered from 2.1, with the tables that belong to them. */
export function calendarDecisions(design: Design, words: Words): Block[] {
  const { calendar } = design.parts
  const decisions: { settled: Settled; after: Block[] }[] = [
    { settled: hoursDecision(calendar, words), after: placesTable(calendar, words) },
    ...liveForm(design, words),
    ...calendar.series.map((series) => ({ settled: seriesDecision(series, design, words), after: [] })),
    { settled: closedDays(calendar, words), after: [] },
    { settled: loadDecision(calendar, words), after: loadTable(calendar, words) },
  ]
  return decisions.flatMap(({ settled, after }, n) => [
    decisionBlock(design, { ...settled, number: `2.${n + 1}` }),
    ...after,
  ])
}

function hoursDecision(calendar: Calendar, words: Words): Settled {
  const { hours, weekdays } = calendar
  const [a, b] = hours.slots
  const day = weekdayName(weekdays.main, words.locale)
  const clinic = weekdayName(weekdays.clinic, words.locale)
  const params = {
    day: words.locale === 'en' ? `${day}s` : day,
    plainDay: day,
    clinic,
    a: a?.time ?? '',
    b: b?.time ?? '',
    placeA: placeOf(a?.zone ?? calendar.zone),
    placeB: placeOf(b?.zone ?? calendar.zone),
  }
  return {
    title: words(`design-calendar.doc.hours.${hours.rule}.title`, params),
    text: words(`design-calendar.doc.hours.${hours.rule}.text`, params),
    because: hours.because,
    why: [...hours.why, ...weekdays.why],
  }
}

function liveForm(design: Design, words: Words): { settled: Settled; after: Block[] }[] {
  const form = valueAt(design, 'cadence.live-form')
  if (typeof form !== 'string') return []
  const weak = design.parts.calendar.formats.some((plan) => plan.lowBandwidthFirst)
  return [
    {
      settled: {
        title: phrase(words, `design-calendar.doc.live-form.${form}.title`),
        text: [
          phrase(words, `design-calendar.doc.live-form.${form}.text`),
          ...(weak ? [words('design-calendar.doc.live-form.low-bandwidth')] : []),
        ].join(' '),
        because: ['cadence.live-form', ...(weak ? ['cadence.video-share-max'] : [])],
      },
      after: [],
    },
  ]
}

function closedDays(calendar: Calendar, words: Words): Settled {
  const { kept, known, unknown, others } = calendar.holidays
  const country = new Intl.DisplayNames(words.locale, { type: 'region' })
  const names = (codes: readonly string[]) =>
    enumerated(
      codes.map((code) => country.of(code) ?? code),
      words.locale,
    )
  const quiet = calendar.quiet.map((period) =>
    words('design-calendar.doc.closed.period', {
      name: period.name ?? words('time.quiet'),
      from: dayMonth(period.from, words),
      to: dayMonth(period.to, words),
    }),
  )
  return {
    title: words('design-calendar.doc.closed.title', { countries: kept.length }),
    text: [
      kept.length === 0
        ? words('design-calendar.doc.closed.no-countries')
        : known.length > 0
          ? words('design-calendar.doc.closed.known', { countries: names(known) })
          : '',
      unknown.length > 0 ? words('design-calendar.doc.closed.unknown', { countries: names(unknown) }) : '',
      others.length > 0 ? words('design-calendar.doc.closed.others', { count: others.length }) : '',
      quiet.length > 0 ? words('design-calendar.doc.closed.quiet', { periods: enumerated(quiet, words.locale) }) : '',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    because: ['cadence.holidays', 'cadence.avoid'],
  }
}

function dayMonth(date: string, words: Words): string {
  const said = dateFormat(words.locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  return withFirstDay(said.format(Date.parse(date)), words.locale)
}
