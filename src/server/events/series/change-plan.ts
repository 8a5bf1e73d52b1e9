/** What changing a series would do, event by event. Nothing is written. */
import type { Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { daysAfter } from '../../foundations/time/index.ts'
import type { EventRow } from '../access.ts'
import { hoursOf, shifted } from '../day-hours.ts'
import type { EventChanges } from '../change.ts'
import { problem } from '../input.ts'
import { spanOf, type Span } from '../span.ts'
import type { SeriesRow } from './access.ts'
import type { SeriesChanges } from './changes.ts'
import { closuresOf, openDays } from './closures.ts'
import { datesFor, furthest } from './dates.ts'
import type { Scope } from './input.ts'
import { pairDates } from './pair.ts'
import { lastOnRule } from './renew.ts'

export type Step = { span: Span; date: string; time: string } & (
  | { does: 'change'; event: EventRow; wanted: EventChanges; fields: string[] }
  | { does: 'cancel'; event: EventRow }
  | { does: 'create' }
  /** Changed alone: it stays as it is. */
  | { does: 'left'; event: EventRow }
)

export interface Reach {
  scope: Scope
  /** The event from which somebody starts; of `following` the first. */
  from: EventRow
  /** Those too that were changed alone. */
  byHand: boolean
}

/** The events that a change reaches: those that follow, or all; past, held and called off ones are among them. */
export function reached(rows: readonly EventRow[], { scope, from }: Reach): EventRow[] {
  if (scope === 'this') return rows.filter(({ id }) => id === from.id)
  if (scope === 'all') return [...rows]
  return rows.filter(({ starts_at, id }) => id === from.id || Temporal.Instant.compare(starts_at, from.starts_at) >= 0)
}

/** Has it not begun, and was it not called off? */
export function isOpen(ctx: Ctx, { state, starts_at }: EventRow): boolean {
  return state === 'planned' && starts_at.epochMilliseconds > ctx.now.epochMilliseconds
}

/**
 * The steps that a change means for all events of a series, in order of time. Throws Conflict where nothing is left to change, Invalid for
 * past dates, and for events that would overlap each other.
 */
export async function stepsOf(
  ctx: Ctx,
  series: SeriesRow,
  rows: readonly EventRow[],
  changes: SeriesChanges,
  reach: Reach,
): Promise<Step[]> {
  const open = reached(rows, reach).filter((event) => isOpen(ctx, event))
  const isLeft = (event: EventRow) => event.by_hand && !reach.byHand && reach.scope !== 'this'
  const moving = open.filter((event) => !isLeft(event))
  const left = open.filter(isLeft)
  if (moving.length === 0 && left.length === 0) throw new Conflict('series.nothing-left')
  const dated = await datesOfChange(ctx, { series, rows, changes, moving, left })
  const steps = timed(series, changes, reach, dated).toSorted(inOrder)
  mustFit(ctx, steps)
  return [...steps, ...left.map((event) => still(event, 'left'))].toSorted(inOrder)
}

interface Dated {
  /** Each event with its date; none for those that are called off. */
  events: { event: EventRow; date: string | null }[]
  /** Dates that have no event yet. */
  created: string[]
}

interface Question {
  series: SeriesRow
  rows: readonly EventRow[]
  changes: SeriesChanges
  moving: readonly EventRow[]
  left: readonly EventRow[]
}

async function datesOfChange(ctx: Ctx, question: Question): Promise<Dated> {
  const { series, changes, moving, left } = question
  const asItIs = moving.map((event) => ({ event, date: dayOf(event) }))
  if (changes.rule !== undefined) {
    const dates = await datesFrom(ctx, question, firstDay(ctx, question))
    const own = asItIs.map(({ event, date }) => ({ id: event.id, date }))
    const { paired, left: created } = pairDates(own, dates, left.map(ownDay))
    return { events: moving.map((event) => ({ event, date: paired.get(event.id) ?? null })), created }
  }
  if (changes.until === undefined) return { events: asItIs, created: [] }
  if (changes.until < series.ends_on)
    return {
      events: asItIs.map(({ event, date }) => ({ event, date: date > changes.until! ? null : date })),
      created: [],
    }
  if (series.rule === null) throw new Conflict('series.no-rule')
  const since = lastOnRule(series, question.rows)
  return { events: asItIs, created: await datesFrom(ctx, question, daysAfter(series.ends_on, 1), since) }
}

async function datesFrom(ctx: Ctx, { series, changes }: Question, from: string, since?: string): Promise<string[]> {
  const usual = closuresOf(series)
  const closures = {
    countries: changes.closures?.countries ?? usual.countries,
    quiet: changes.closures?.quiet ?? usual.quiet,
    onClosed: changes.closures?.on_closed ?? usual.onClosed,
  }
  const { openings } = await openDays(ctx, closures, from, furthest(from))
  const asked = { rule: changes.rule ?? series.rule!, from, since, until: changes.until ?? series.ends_on }
  return datesFor({ ...asked, whenClosed: closures.onClosed }, openings).days.map(({ date }) => date)
}

/** From the beginning of the week or month of the first event on, but after what stays before it, and not before tomorrow. */
function firstDay(ctx: Ctx, { changes, moving, left, rows, series }: Question): string {
  const ahead = [...moving, ...left]
  const first = ahead.map(dayOf).toSorted()[0]!
  const day = Temporal.PlainDate.from(first)
  const weekly = changes.rule!.startsWith('FREQ=WEEKLY')
  const start = weekly ? day.subtract({ days: day.dayOfWeek - 1 }) : day.with({ day: 1 })
  const standing = rows.filter((event) => event.state !== 'cancelled' && !ahead.includes(event)).map(dayOf)
  const before = standing
    .filter((each) => each < first)
    .toSorted()
    .at(-1)
  const tomorrow = ctx.now
    .toZonedDateTimeISO(changes.event.zone ?? series.zone)
    .toPlainDate()
    .add({ days: 1 })
  return [start.toString(), tomorrow.toString(), ...(before ? [daysAfter(before, 1)] : [])].toSorted().at(-1)!
}

/** Every date with its hour. Of several times each has its turn; one that moves goes on only where it stood at the old hour. */
function timed(series: SeriesRow, changes: SeriesChanges, reach: Reach, { events, created }: Dated): Step[] {
  const { from } = reach
  const turns = changes.slots ?? series.slots
  const single = changes.time ?? (turns.length > 0 ? from.wall_start.slice(11, 16) : series.wall_time)
  const all = [
    ...events.flatMap(({ event, date }) => (date === null ? [] : [{ event, date }])),
    ...created.map((date) => ({ event: null, date })),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const kept = all.map(({ event, date }, n): Step => {
    const turn = turns.length > 0 ? turns[n % turns.length]! : single
    if (!event) return { does: 'create', date, time: turn, span: spanLike(from, changes, date, turn) }
    const time = changes.slots ? turn : timeFor(event, changes, reach)
    const span = spanLike(event, changes, date, time)
    const moves = date !== dayOf(event) || time !== event.wall_start.slice(11, 16)
    const wanted: EventChanges = { ...changes.event, ...(moves ? { date, time } : {}) }
    return { does: 'change', event, wanted, fields: fieldsOf(event, changes, moves), date, time, span }
  })
  return [...kept, ...events.filter(({ date }) => date === null).map(({ event }) => still(event, 'cancel'))]
}

function timeFor(event: EventRow, { time }: SeriesChanges, { from, byHand }: Reach): string {
  const own = event.wall_start.slice(11, 16)
  if (time === undefined) return own
  return own === from.wall_start.slice(11, 16) || (byHand && event.by_hand) ? time : own
}

function fieldsOf(event: EventRow, changes: SeriesChanges, moves: boolean): string[] {
  const named = Object.entries(changes.event)
    .filter(([name, value]) => (value || null) !== (event[name as keyof EventRow] || null))
    .map(([name]) => name)
  const leads = changes.facilitator !== undefined && changes.facilitator !== event.facilitator_id
  return [...(moves ? ['when'] : []), ...named, ...(leads ? ['facilitator'] : [])]
}

function spanLike(event: EventRow, { event: columns }: SeriesChanges, date: string, time: string): Span {
  const hours = hoursOf(event)
  return spanOf({
    date,
    time,
    zone: columns.zone ?? event.zone,
    minutes: columns.minutes ?? event.minutes,
    days: event.days,
    place: columns.place ?? event.place,
    hours: hours && columns.minutes === undefined ? shifted(hours, time) : null,
  })
}

function still<D extends 'cancel' | 'left'>(event: EventRow, does: D) {
  const { wall_start, starts_at, ends_at } = event
  return { does, event, date: dayOf(event), time: wall_start.slice(11, 16), span: { wall_start, starts_at, ends_at } }
}

/** Throws Invalid `events.past`, or `series.overlaps-itself`. */
function mustFit(ctx: Ctx, steps: readonly Step[]): void {
  const standing = steps.filter(({ does }) => does !== 'cancel').map(({ span }) => span)
  if (standing.some(({ starts_at }) => starts_at.epochMilliseconds <= ctx.now.epochMilliseconds))
    throw problem('time', 'events.past')
  const clash = standing.some((span, n) => {
    const next = standing[n + 1]
    return next !== undefined && next.starts_at.epochMilliseconds < span.ends_at.epochMilliseconds
  })
  if (clash) throw problem('minutes', 'series.overlaps-itself')
}

const dayOf = ({ wall_start }: EventRow): string => wall_start.slice(0, 10)

/** Where it stood before somebody moved it. */
const ownDay = (event: EventRow): string =>
  event.first_starts_at ? event.first_starts_at.toZonedDateTimeISO(event.zone).toPlainDate().toString() : dayOf(event)

function inOrder(a: Step, b: Step): number {
  return Temporal.Instant.compare(a.span.starts_at, b.span.starts_at)
}
