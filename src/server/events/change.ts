/** Changing an event, and calling it off. Each change counts, so that calendar files replace the one before. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { circlesOf } from '../communities/index.ts'
import { Conflict } from '../errors.ts'
import { record } from '../facts.ts'
import { id, lines, optional, whole } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { holdEvent } from '../permissions/events.ts'
import { verb } from '../verb.ts'
import { eventToChange, mustBePlanned, type EventRow } from './access.ts'
import { scaled, sum, type Segment } from './agenda.ts'
import { addUpComing, isLimited } from './coming.ts'
import { asLongAs, hoursOf, shifted, totalOf, type DayHours } from './day-hours.ts'
import { anyway, change, problem, type Confidence, type Place } from './input.ts'
import { mustNotOverlap } from './overlaps.ts'
import { mustBeBearable } from './plan.ts'
import { mustHoldAll, settlePlaces } from './registration/index.ts'
import { carriedOver, segmentsOf, writeSegments } from './segments.ts'
import { spanOf } from './span.ts'

/** What of an event is to be otherwise; `null` takes away, what is not named stays. */
export interface EventChanges {
  title?: string | undefined
  summary?: string | null | undefined
  date?: string | undefined
  time?: string | undefined
  zone?: string | undefined
  minutes?: number | undefined
  place?: Place | undefined
  place_link?: string | null | undefined
  place_text?: string | null | undefined
  place_dial?: string | null | undefined
  circle_id?: string | null | undefined
  is_public?: boolean | undefined
  capacity?: number | null | undefined
  online_capacity?: number | null | undefined
  takes_guests?: boolean | undefined
  confidence?: Confidence | undefined
  agenda?: readonly Segment[] | undefined
  /** From when to when each day is. */
  hours?: readonly DayHours[] | undefined
}

export const changeEvent = verb(
  'events.change',
  {
    input: z.object({ id, sequence: optional(whole(0, 1_000_000)), ...change, ...anyway }),
    does: 'Changes an event that has not been held. With `sequence` it is refused if somebody else changed it meanwhile; with `anyway` as false where it would newly overlap what the same circle is at.',
    who: holdEvent.says,
  },
  async (ctx, { id, sequence, circle: key, public: isPublic, guests, agenda, anyway, ...typed }) => {
    const event = await eventToChange(ctx, id)
    allow(ctx, holdEvent, event)
    if (sequence !== undefined && sequence !== event.sequence) throw new Conflict('events.changed-meanwhile')
    const circle = key ? (await circlesOf(ctx)).find((each) => each.key === key) : null
    if (key && !circle) throw problem('circle', 'events.circle')
    const segments = agenda?.map((segment) => ({ ...segment, day: segment.day ?? 1, purpose: segment.purpose ?? null }))
    const wanted = {
      ...typed,
      is_public: isPublic,
      takes_guests: guests,
      agenda: segments,
      ...(key === undefined ? {} : { circle_id: circle?.id ?? null }),
    }
    allow(ctx, holdEvent, { ...event, ...(key === undefined ? {} : { circle_id: circle?.id ?? null }) })
    const { changed } = await reviseEvent(ctx, event, wanted, { byHand: true })
    const moved = changed.some((column) => ['starts_at', 'ends_at', 'circle_id'].includes(column))
    if (anyway === false && moved) await mustNotOverlap(ctx, id)
    return { changed }
  },
)

export interface Options {
  /** A person changed this one: a later version of the design leaves it alone. */
  byHand: boolean
  /** It is told of together with others of its series: nobody gets a mail about it alone. */
  together?: boolean
}

/**
 * Writes what is different, counts the change and records the fact; nothing happens where nothing is different. For
 * whoever may change it already. Throws Conflict for an event that is over, Invalid for what does not fit.
 */
export async function reviseEvent(
  ctx: Ctx,
  event: EventRow,
  wanted: EventChanges,
  options: Options,
): Promise<{ changed: string[] }> {
  mustBePlanned(event)
  const { date, time, minutes: length, agenda: given, hours, ...columns } = wanted
  const before = await segmentsOf(ctx, event.id)
  // A form sends the agenda along with everything else: one that was not touched is cut to the new length.
  const agenda = given && !sameAgenda(before, given) ? given : undefined
  const minutes = hours ? totalOf(hours) : (length ?? (agenda && agenda.length > 0 ? sum(agenda) : event.minutes))
  const segments = agenda
    ? carriedOver(
        agenda.toSorted((a, b) => a.day - b.day),
        before,
      )
    : // Of the same length it stays as it is, even where it does not fill the time yet; and where each day has its hours.
      minutes === event.minutes || hours
      ? before
      : scaled(before, minutes)
  if ((agenda || minutes !== event.minutes) && !hours && segments.length > 0 && sum(segments) !== minutes)
    throw problem('agenda', 'events.agenda-sum', { sum: sum(segments), minutes })
  const onlineToo = (wanted.place ?? event.place) === 'hybrid'
  const set = differences(event, {
    ...columns,
    ...(onlineToo ? {} : { online_capacity: null }),
    ...when(event, { ...wanted, minutes }, segments),
  })
  const isMoved = set.starts_at !== undefined
  if (isMoved && set.starts_at!.epochMilliseconds < ctx.now.epochMilliseconds) throw problem('date', 'events.past')
  mustHoldAll(!isLimited(event) && isLimited(set) ? await addUpComing(ctx, event) : event, set)
  const newAgenda = !sameAgenda(before, segments)
  const changed = [...Object.keys(set), ...(newAgenda ? ['agenda'] : [])]
  if (changed.length === 0) return { changed }
  const sequence = event.sequence + 1
  await ctx.db
    .updateTable('event')
    .set({
      ...set,
      ...(set.day_hours ? { day_hours: JSON.stringify(set.day_hours) } : {}),
      ...(isMoved ? { first_starts_at: event.first_starts_at ?? event.starts_at } : {}),
      sequence,
      updated_at: ctx.now,
      by_hand: event.by_hand || options.byHand,
    })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', event.id)
    .execute()
  if (newAgenda) await writeSegments(ctx, event.id, segments)
  await settlePlaces(ctx, event, set)
  await record(ctx, 'event.changed', {
    subject: event.id,
    payload: { changed, sequence, before: told(event), ...(options.together ? { together: true } : {}) },
  })
  return { changed }
}

export const cancelEvent = verb(
  'events.cancel',
  {
    input: z.object({ id, reason: lines(1000).pipe(z.string().min(1, 'field.empty')) }),
    does: 'Calls an event off, with the reason that people are told.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    await callOff(ctx, event, input.reason)
    return { cancelled: true }
  },
)

/** Calls an event off and records the fact. For whoever may do it already. Throws Conflict for an event that is over. */
export async function callOff(
  ctx: Ctx,
  event: EventRow,
  reason: string | null,
  options: Pick<Options, 'together'> = {},
): Promise<void> {
  mustBePlanned(event)
  const sequence = event.sequence + 1
  await ctx.db
    .updateTable('event')
    .set({ state: 'cancelled', cancelled_at: ctx.now, cancel_reason: reason, sequence, updated_at: ctx.now })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', event.id)
    .execute()
  await record(ctx, 'event.cancelled', {
    subject: event.id,
    payload: { reason, sequence, ...(options.together ? { together: true } : {}) },
  })
}

/** Wall start, instants, length and days as they follow from what is wanted and what was. */
function when(event: EventRow, wanted: EventChanges & { minutes: number }, segments: readonly Segment[]) {
  const [date, time] = event.wall_start.split('T') as [string, string]
  const place = wanted.place ?? event.place
  const agendaDays = segments.length > 0 ? Math.max(...segments.map(({ day }) => day)) : event.days
  const days = wanted.hours?.length ?? agendaDays
  mustBeBearable(place, wanted.minutes, days)
  const hours = place === 'writing' || days === 1 ? null : hoursAfter(event, wanted, days, segments)
  const span = spanOf({
    date: wanted.date ?? date,
    time: wanted.hours?.[0]?.from ?? wanted.time ?? time.slice(0, 5),
    zone: wanted.zone ?? event.zone,
    minutes: wanted.minutes,
    days,
    place,
    hours,
    lastDayMinutes: days > 1 && segments.length > 0 ? sum(segments.filter(({ day }) => day === days)) : undefined,
  })
  return {
    ...span,
    wall_start: `${span.wall_start}:00`,
    minutes: hours ? totalOf(hours) : wanted.minutes,
    days,
    day_hours: hours,
    is_live: place !== 'writing',
  }
}

/** Hours of the days as they follow from what is wanted: moved with the first, as long as an agenda that was changed. */
function hoursAfter(
  event: EventRow,
  wanted: EventChanges & { minutes: number },
  days: number,
  segments: readonly Segment[],
): readonly DayHours[] | null {
  if (wanted.hours) return wanted.hours
  const before = hoursOf(event)
  if (!before) return null
  const moved = wanted.time ? shifted(before, wanted.time) : before
  return wanted.minutes === event.minutes && days === before.length ? moved : asLongAs(moved, days, segments)
}

/** Only what is given and is not as it was. */
function differences(event: EventRow, wanted: Partial<EventRow> | Record<string, unknown>): Partial<EventRow> {
  const entries = Object.entries(wanted)
    .map(([name, value]) => [name, value === '' ? null : value] as const)
    .filter(([name, value]) => value !== undefined && !same(event[name as keyof EventRow], value))
  return Object.fromEntries(entries)
}

function same(a: unknown, b: unknown): boolean {
  if (a instanceof Temporal.Instant && b instanceof Temporal.Instant) return a.equals(b)
  return typeof a === 'object' && typeof b === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b
}

function sameAgenda(a: readonly Segment[], b: readonly Segment[]): boolean {
  const told = (segments: readonly Segment[]) =>
    JSON.stringify(
      segments.map(({ day, minutes, title, purpose, mode, lead }) => [day, minutes, title, purpose, mode, lead]),
    )
  return told(a) === told(b)
}

type Told = Pick<EventRow, 'title' | 'starts_at' | 'ends_at' | 'zone' | 'place' | 'place_text'>

/** How it was, for the mail about the change. */
export function told(event: Told) {
  return {
    title: event.title,
    starts_at: event.starts_at.toString(),
    ends_at: event.ends_at.toString(),
    zone: event.zone,
    place: event.place,
    place_text: event.place_text,
  }
}
