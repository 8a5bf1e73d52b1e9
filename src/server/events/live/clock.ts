/** The agenda clock: what runs now, until when, and how far the meeting is from its plan. Pure but for reading its rows. */
import { communityOf, type Ctx } from '../../ctx.ts'
import { timetable, type Segment } from '../agenda.ts'
import { nameOf } from '../names.ts'
import { segmentsOf } from '../segments.ts'
import type { LiveRoom } from './room.ts'

/** One part of the agenda as the room shows it. Moments are ISO instants. */
export interface ClockPart {
  position: number
  day: number
  title: string
  mode: string
  minutes: number
  /** When the plan has it begin. */
  planned: string
  /** When it was begun, and ended; none where that has not been. */
  began: string | null
  ended: string | null
  added: number
}

export interface Clock {
  state: 'waiting' | 'running' | 'over'
  starts: string
  ends: string
  zone: string
  parts: ClockPart[]
  /** The part that runs, with the moment at which its time is up and the one at which the plan had it end. */
  now: (ClockPart & { until: string; plannedUntil: string }) | null
  next: ClockPart | null
}

export interface Run {
  position: number
  began_at: Temporal.Instant
  ended_at: Temporal.Instant | null
  added_minutes: number
}

/** Reads the clock of a room. */
export async function readClock(ctx: Ctx, live: LiveRoom): Promise<Clock> {
  const [segments, runs] = [await segmentsOf(ctx, live.event.id), await runsOf(ctx, live.event.id)]
  return clockOf(live, segments, runs, (mode) => nameOf('modes', mode, ctx.locale))
}

/** The clock from its rows. */
export function clockOf(
  { event, room }: Pick<LiveRoom, 'event' | 'room'>,
  segments: readonly (Segment & { position: number })[],
  runs: readonly Run[],
  modeName: (mode: string) => string = (mode) => mode,
): Clock {
  const ran = new Map(runs.map((run) => [run.position, run]))
  const parts = timetable(event, segments).map(({ position, day, title, mode, minutes, at }): ClockPart => {
    const run = ran.get(position)
    return {
      position,
      day,
      title,
      mode: modeName(mode),
      minutes,
      planned: at,
      began: run?.began_at.toString() ?? null,
      ended: run?.ended_at?.toString() ?? null,
      added: run?.added_minutes ?? 0,
    }
  })
  const running = parts.find((part) => part.began && !part.ended) ?? null
  const after = running
    ? parts.filter(({ position }) => position > running.position)
    : parts.filter((part) => !part.began)
  return {
    state: room?.ended_at ? 'over' : room?.started_at ? 'running' : 'waiting',
    starts: event.starts_at.toString(),
    ends: event.ends_at.toString(),
    zone: event.zone,
    parts,
    now: running && {
      ...running,
      until: later(running.began!, running.minutes + running.added),
      plannedUntil: later(running.planned, running.minutes),
    },
    next: after[0] ?? null,
  }
}

/**
 * Minutes by which the day would end later (or, below 0, earlier) than planned if every part that is left took the
 * minutes it has: a part that is over its time pushes all that follow. `null` while nothing runs.
 */
export function drift(clock: Pick<Clock, 'now'>, now: Temporal.Instant): number | null {
  if (!clock.now) return null
  const until = Temporal.Instant.from(clock.now.until).epochMilliseconds
  const ends = Math.max(until, now.epochMilliseconds)
  return Math.round((ends - Temporal.Instant.from(clock.now.plannedUntil).epochMilliseconds) / 60_000)
}

/** Seconds left of the part that runs; below 0 once it is over its time. `null` while nothing runs. */
export function secondsLeft(clock: Pick<Clock, 'now'>, now: Temporal.Instant): number | null {
  if (!clock.now) return null
  return Math.round((Temporal.Instant.from(clock.now.until).epochMilliseconds - now.epochMilliseconds) / 1000)
}

/** How the parts of an agenda ran, in the order of the agenda. */
export async function runsOf(ctx: Ctx, event: string): Promise<Run[]> {
  return ctx.db
    .selectFrom('live_part')
    .select(['position', 'began_at', 'ended_at', 'added_minutes'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .orderBy('position')
    .execute()
}

function later(at: string, minutes: number): string {
  return Temporal.Instant.from(at).add({ minutes }).toString()
}
