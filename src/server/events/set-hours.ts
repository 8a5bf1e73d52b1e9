/** Saying from when to when each day of an event is: a retreat whose last day ends at noon. */
import { z } from 'zod'
import { clock, id, optional, whole } from '../foundations/input.ts'
import { communityOf, type Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { allow, can } from '../permissions/index.ts'
import { holdEvent } from '../permissions/events.ts'
import { tendSeries } from '../permissions/series.ts'
import { query, verb } from '../verb.ts'
import { eventFor, eventToChange, mustBePlanned, type EventRow } from './access.ts'
import { sum } from './agenda.ts'
import { reviseEvent } from './change.ts'
import { hoursOf, minutesOf, type DayHours } from './day-hours.ts'
import { problem } from './input.ts'
import { segmentsOf } from './segments.ts'

/** More days are a course, not an event. */
const mostDays = 14

/** The last rows of a form that were left empty are no days. */
export const dayRows = z.preprocess(
  (value) => {
    const list = Array.isArray(value) ? value : []
    const last = list.findLastIndex((row) => row?.from || row?.until)
    return list.slice(0, last + 1)
  },
  z
    .array(z.object({ from: clock, until: clock.meta({ examples: ['16:00'] }) }))
    .min(1)
    .max(mostDays),
)

export const setHours = verb(
  'events.set-hours',
  {
    input: z.object({ id, hours: dayRows, sequence: optional(whole(0, 1_000_000)) }),
    does: 'Says from when to when each day of an event is, by the clock of its zone; people are told like of any other change. The agenda stays as it is. With `sequence` it is refused if somebody else changed the event meanwhile.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    if (input.sequence !== undefined && input.sequence !== event.sequence)
      throw new Conflict('events.changed-meanwhile')
    await mustHold(ctx, event, input.hours)
    return reviseEvent(ctx, event, { hours: input.hours }, { byHand: true })
  },
)

/** Throws Invalid at the field for hours that do not go, or that hold less days than the agenda of the event has. */
export async function mustHold(ctx: Ctx, event: EventRow, hours: readonly DayHours[]): Promise<void> {
  if (event.place === 'writing') throw problem('hours', 'events.hours-writing')
  for (const [i, day] of hours.entries())
    if (minutesOf(day) <= 0) throw problem(`hours.${i}.until`, 'events.hours-order')
  const parts = await segmentsOf(ctx, event.id)
  if (Math.max(0, ...parts.map(({ day }) => day)) > hours.length) throw problem('hours', 'events.hours-agenda')
}

export const hoursToEdit = query(
  'events.hours-to-edit',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'The hours of each day of an event as they can be changed, with the minutes that its agenda fills on each.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    const parts = await segmentsOf(ctx, event.id)
    const [date, time] = event.wall_start.split('T') as [string, string]
    const hours = hoursOf(event)
    return {
      id: event.id,
      title: event.title,
      zone: event.zone,
      sequence: event.sequence,
      /** How many events of its series come after it; none for whoever cannot change the series. */
      following: await followingOf(ctx, event),
      days: Array.from({ length: Math.min(event.days + 1, mostDays) }, (_, i) => ({
        date: Temporal.PlainDate.from(date).add({ days: i }).toString(),
        from: hours ? (hours[i]?.from ?? '') : i < event.days ? time.slice(0, 5) : '',
        until: hours?.[i]?.until ?? '',
        agenda: sum(parts.filter(({ day }) => day === i + 1)),
      })),
    }
  },
)

async function followingOf(ctx: Ctx, event: EventRow): Promise<number> {
  if (event.series_id === null) return 0
  const [series] = await ctx.db
    .selectFrom('series')
    .select(['circle_id', 'ended_at'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', event.series_id)
    .execute()
  if (!series || series.ended_at !== null || !can(ctx, tendSeries, series)) return 0
  const { n } = await ctx.db
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('community_id', '=', communityOf(ctx).id)
    .where('series_id', '=', event.series_id)
    .where('state', '=', 'planned')
    .where('by_hand', '=', false)
    .where('starts_at', '>', event.starts_at)
    .executeTakeFirstOrThrow()
  return Number(n)
}
