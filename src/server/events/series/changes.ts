/** What of a series is to be otherwise: all that is not as in the event from which somebody starts. */
import { z } from 'zod'
import { circlesOf } from '../../communities/index.ts'
import type { Ctx } from '../../ctx.ts'
import { id as anyId, flag, optional } from '../../foundations/input.ts'
import { monthly, readRule } from '../../foundations/time/index.ts'
import type { EventRow } from '../access.ts'
import type { EventChanges } from '../change.ts'
import { change, problem } from '../input.ts'
import { mustTakePart } from '../people.ts'
import type { SeriesRow } from './access.ts'
import { clear, extent, reach, rhythm, slots, type Quiet } from './input.ts'
import { chosenBy, ruleFor } from './rule.ts'

const { date: _date, agenda: _agenda, ...columns } = change

/** Fields of an event, of its rule and of what is kept clear; what is as in `event` stays as it is in each. */
export const changeInput = {
  ...reach,
  /** Those too that were changed alone. */
  by_hand: flag.optional(),
  ...columns,
  facilitator: optional(z.union([anyId, z.literal('nobody')])),
  ...rhythm,
  until: extent.until,
  slots,
  ...clear,
}
export type ChangeInput = z.output<z.ZodObject<typeof changeInput>>

export interface SeriesChanges {
  /** What is written into each event. */
  event: Omit<EventChanges, 'date' | 'time' | 'agenda'>
  time?: string
  /** Id of a member; `null` for nobody. */
  facilitator?: string | null
  rule?: string
  until?: string
  /** Times that take turns; empty for one time again. */
  slots?: string[]
  closures?: Pick<ChangeInput, 'countries' | 'on_closed' | 'quiet'>
}

/** Compares what was given with the event it starts from and with the series. Throws Invalid for a circle or a member that is not there. */
export async function changesFrom(
  ctx: Ctx,
  input: ChangeInput,
  series: SeriesRow,
  from: EventRow,
): Promise<SeriesChanges> {
  const { circle, public: isPublic, facilitator, time } = input
  const found = circle ? (await circlesOf(ctx)).find(({ key }) => key === circle) : null
  if (circle && !found) throw problem('circle', 'events.circle')
  const given = {
    title: input.title,
    summary: input.summary,
    zone: input.zone,
    minutes: input.minutes,
    place: input.place,
    place_link: input.place_link,
    place_text: input.place_text,
    capacity: input.capacity,
    online_capacity: input.online_capacity,
    takes_guests: input.guests,
    confidence: input.confidence,
    is_public: isPublic,
    ...(circle === undefined ? {} : { circle_id: found?.id ?? null }),
  }
  const event = Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => value !== undefined && (value || null) !== (from[name as keyof EventRow] || null),
    ),
  )
  const leads = facilitator === 'nobody' ? null : facilitator
  if (leads) await mustTakePart(ctx, [leads], 'facilitator')
  return {
    event,
    ...(time !== undefined && time !== from.wall_start.slice(11, 16) ? { time } : {}),
    ...(leads !== undefined && leads !== from.facilitator_id ? { facilitator: leads } : {}),
    ...ruleOf(input, series, from),
    ...(input.until !== undefined && input.until !== series.ends_on ? { until: input.until } : {}),
    ...(input.slots !== undefined && input.slots.join() !== series.slots.join() ? { slots: input.slots } : {}),
    ...closuresOf(input, series),
  }
}

/** Is nothing to be otherwise? */
export function isNothing({ event, ...others }: SeriesChanges): boolean {
  return Object.keys(event).length === 0 && Object.keys(others).length === 0
}

function ruleOf(input: ChangeInput, series: SeriesRow, from: EventRow): { rule?: string } {
  if (!input.rule && !input.every) return {}
  const before = chosenBy(series.rule)
  const { every, nth = before.nth, weekday = before.weekday } = input
  const sameRhythm = !input.rule && every === before.every
  if (sameRhythm && nth === before.nth && weekday === before.weekday) return {}
  const read = series.rule === null ? null : readRule(series.rule)
  // Another day of the same months: counted from an event they would be others.
  if (sameRhythm && read?.every === 'month' && nth && weekday)
    return { rule: monthly([Number(nth)], weekday, read.months) }
  const { rule } = ruleFor(input, from.wall_start.slice(0, 10))
  return JSON.stringify(readRule(rule)) === JSON.stringify(read) ? {} : { rule }
}

function closuresOf({ countries, on_closed, quiet }: ChangeInput, series: SeriesRow): Pick<SeriesChanges, 'closures'> {
  const before = told(series.skip_countries, series.on_closed, series.quiet as unknown as Quiet[])
  const after = told(
    countries ?? series.skip_countries,
    on_closed ?? series.on_closed,
    quiet ?? (series.quiet as unknown as Quiet[]),
  )
  return before === after ? {} : { closures: { countries, on_closed, quiet } }
}

function told(countries: readonly string[], onClosed: string, quiet: readonly Quiet[]): string {
  return JSON.stringify([
    countries.toSorted(),
    onClosed,
    quiet.map(({ from, to, name }) => [from, to, name ?? '']).toSorted(),
  ])
}
