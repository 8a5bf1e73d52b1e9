/** Each series as a decision: how often, when in words, how many in this calendar. */
import type { Params, Words } from '#i18n/index.ts'
import { capital, phrase } from '../../parts/common/phrases.ts'
import { enumerated } from '#server/foundations/time/index.ts'
import type { CalendarEvent, Series } from '../../parts/calendar.ts'
import type { Design } from '../../types.ts'
import { valueAt, type Settled } from '../why-of.ts'

/** The decision that a series is. */
export function seriesDecision(series: Series, design: Design, words: Words): Settled {
  const { calendar } = design.parts
  const rhythm = String(valueAt(design, `cadence.${series.format}`) ?? 'once')
  const events = calendar.events.filter((event) => event.series === series.key)
  const params = {
    rhythm: phrase(words, `design-calendar.rhythm.${series.format === 'annual-retreat' ? 'once' : rhythm}`),
    words: capital(series.words),
    minutes: series.minutes,
    events: new Set(events.map((event) => event.prepares ?? event.wall.slice(0, 10))).size,
    groups: Math.max(1, ...events.map((event) => event.groups)),
    skipped: series.skipped.length,
    why: enumerated([...new Set(series.skipped.map((one) => one.why))].slice(0, 4), words.locale),
  }
  const title =
    series.format === 'annual-retreat'
      ? phrase(words, `design-calendar.doc.retreat.${rhythm}`, params)
      : phrase(words, `design-calendar.doc.series.${series.format}.title`, params)
  const sittings = events.filter((event) => event.id.startsWith(`${series.key}-01-`) && event.part)
  return {
    title,
    text: [
      phrase(words, `design-calendar.doc.series.${series.format}.text`, params),
      ...(series.own ? [] : [whenSentence(events, sittings, params, words)]),
      ...(givesWay(series, design) ? [words('design-calendar.doc.when.takes-slot')] : []),
      ...(series.skipped.length > 0 ? [words('design-calendar.doc.when.skipped', params)] : []),
    ].join(' '),
    because: series.because,
  }
}

function givesWay(series: Series, design: Design): boolean {
  const meets = design.parts.calendar.series.some((other) => other.format === 'cop-meeting-with-panel')
  return (
    series.format === 'monthly-learning-session' && meets && valueAt(design, 'cadence.cop-meeting-takes-slot') === true
  )
}

function whenSentence(
  events: readonly CalendarEvent[],
  sittings: readonly CalendarEvent[],
  params: Params,
  words: Words,
): string {
  if (events.some((event) => !event.live)) return words('design-calendar.doc.when.written', params)
  if (sittings.length === 0) return words('design-calendar.doc.when.dated', params)
  const minutes = enumerated(
    sittings.map((event) => String(event.minutes)),
    words.locale,
  )
  return words('design-calendar.doc.when.sittings', {
    ...params,
    minutes,
    held: Math.round(events.length / sittings.length),
  })
}
