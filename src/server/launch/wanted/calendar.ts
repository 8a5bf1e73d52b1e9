/** Event formats, series and dated events. */
import { catalogueFormat, type Design } from '../../design/index.ts'
import type { Shelf } from '../shelves.ts'
import { named, yearOf, type Frame } from './frame.ts'

export function formats({ parts, locale }: Design): Shelf {
  const plans = [...new Map(parts.calendar.formats.map((plan) => [plan.format, plan])).values()]
  const rows = plans.map((plan) => ({
    key: plan.format,
    name: plan.name,
    class: plan.class,
    minutes: plan.minutes,
    data: JSON.stringify(catalogueFormat(plan.format, locale)),
  }))
  return { table: 'event_format', rows, label: named, follows: ['name', 'class', 'minutes', 'data'] }
}

export function series({ parts }: Design, frame: Frame): Shelf {
  const rows = parts.calendar.series
    .filter((each) => each.events > 0)
    .map((each) => ({
      key: each.key,
      format_key: each.format,
      title: each.name,
      rule: each.rule,
      rule_in_words: each.words,
      wall_time: each.slots[0]?.time ?? '12:00',
      zone: each.slots[0]?.zone ?? frame.zone,
      minutes: each.minutes,
      circle_id: each.circle === 'hub' ? (frame.circles.get('hub') ?? null) : null,
      starts_on: parts.calendar.from,
      ends_on: parts.calendar.to,
      slots: turnsOf(each.slots),
      skip_countries: parts.calendar.holidays.kept,
      on_closed: 'move',
      quiet: JSON.stringify(parts.calendar.quiet.map(({ from, to, name }) => ({ from, to, name }))),
    }))
  return {
    table: 'series',
    rows,
    label: (row) => String(row.title),
    follows: [
      'title',
      'rule',
      'rule_in_words',
      'wall_time',
      'zone',
      'minutes',
      'ends_on',
      'slots',
      'skip_countries',
      'quiet',
    ],
  }
}

/** Hours of one clock that take turns; twins on two clocks do not. */
function turnsOf(slots: readonly { time: string; zone: string }[]): string[] {
  const one = new Set(slots.map(({ zone }) => zone)).size === 1
  return one && slots.length > 1 ? slots.map(({ time }) => time) : []
}

/** Rows of `event` carry their agenda in `segments`, which goes to its own table. */
export function events({ parts }: Design, frame: Frame): Shelf {
  const year = yearOf(parts)
  // A community is launched once: in a later year there is no launch event.
  const held = parts.calendar.events.filter(
    (event) => frame.start >= parts.calendar.from || event.format !== 'launch-event',
  )
  const rows = held.map((event) => {
    const variant = parts.calendar.series.find((each) => each.key === event.series)?.variant
    const plan = parts.calendar.formats.find((each) => each.format === event.format && each.variant === variant)
    const agenda = plan?.agendas[(event.part?.number ?? 1) - 1] ?? plan?.agendas[0]
    const starts = Temporal.Instant.from(event.instant)
    return {
      key: `${year}:${event.id}`,
      series: event.series,
      format_key: event.format,
      class: event.class,
      title: event.title,
      wall_start: event.wall.length === 16 ? `${event.wall}:00` : event.wall,
      zone: event.zone,
      starts_at: starts,
      ends_at: starts.add({ minutes: event.minutes }),
      minutes: event.minutes,
      circle_id: event.circle === 'hub' ? (frame.circles.get('hub') ?? null) : null,
      is_public: event.audience === 'guests-too',
      audience: event.audience,
      is_live: event.live,
      promise_circle_id: promisedTo(parts, event.format, frame),
      ...(event.live ? {} : { place: 'writing', days: Math.ceil(event.minutes / 1440) }),
      segments:
        event.live && agenda
          ? agenda.segments.map(({ minutes, title, purpose, mode, lead }) => ({
              day: 1,
              minutes,
              title,
              purpose,
              mode,
              lead,
            }))
          : [],
    }
  })
  return {
    table: 'event',
    rows,
    label: (row) => `${row.title} · ${String(row.wall_start).slice(0, 16).replace('T', ' ')}`,
    // What the year before still has ahead is its own.
    within: (row) => String(row.key).startsWith(`${year}:`),
    follows: [
      'format_key',
      'class',
      'title',
      'wall_start',
      'zone',
      'starts_at',
      'ends_at',
      'minutes',
      'circle_id',
      'promise_circle_id',
      'is_public',
      'audience',
      'is_live',
    ],
  }
}

/** The circle whose members promised to come to events of this format. */
function promisedTo(parts: Design['parts'], format: string, frame: Frame): string | null {
  const circle = parts.governance.circles.find((each) => each.commitment?.formats.includes(format))
  return circle ? (frame.circles.get(circle.key) ?? null) : null
}
