/** Saying from when to when each day of an event is: a retreat whose last day ends at noon. */
import { z } from 'zod'
import { clock, id, optional, whole } from '../foundations/input.ts'
import { Conflict } from '../errors.ts'
import { allow } from '../permissions/index.ts'
import { holdEvent } from '../permissions/events.ts'
import { query, verb } from '../verb.ts'
import { eventFor, eventToChange, mustBePlanned } from './access.ts'
import { sum } from './agenda.ts'
import { reviseEvent } from './change.ts'
import { hoursOf, minutesOf } from './day-hours.ts'
import { problem } from './input.ts'
import { segmentsOf } from './segments.ts'

/** More days are a course, not an event. */
const mostDays = 14

/** The last rows of a form that were left empty are no days. */
const rows = z.preprocess(
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
    input: z.object({ id, hours: rows, sequence: optional(whole(0, 1_000_000)) }),
    does: 'Says from when to when each day of an event is, by the clock of its zone; people are told like of any other change. The agenda stays as it is. With `sequence` it is refused if somebody else changed the event meanwhile.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    if (input.sequence !== undefined && input.sequence !== event.sequence)
      throw new Conflict('events.changed-meanwhile')
    if (event.place === 'writing') throw problem('hours', 'events.hours-writing')
    for (const [i, day] of input.hours.entries())
      if (minutesOf(day) <= 0) throw problem(`hours.${i}.until`, 'events.hours-order')
    const parts = await segmentsOf(ctx, event.id)
    if (Math.max(0, ...parts.map(({ day }) => day)) > input.hours.length) throw problem('hours', 'events.hours-agenda')
    return reviseEvent(ctx, event, { hours: input.hours }, { byHand: true })
  },
)

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
      days: Array.from({ length: Math.min(event.days + 1, mostDays) }, (_, i) => ({
        date: Temporal.PlainDate.from(date).add({ days: i }).toString(),
        from: hours ? (hours[i]?.from ?? '') : i < event.days ? time.slice(0, 5) : '',
        until: hours?.[i]?.until ?? '',
        agenda: sum(parts.filter(({ day }) => day === i + 1)),
      })),
    }
  },
)
