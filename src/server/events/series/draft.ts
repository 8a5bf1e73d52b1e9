/** A series as it would be: its rule, its dates with reasons, what they overlap. Nothing is written. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { circlesOf } from '../../communities/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { allow } from '../../permissions/index.ts'
import { tendSeries } from '../../permissions/series.ts'
import { ruleWords } from '../../foundations/time/index.ts'
import { shifted } from '../day-hours.ts'
import { formatOf, type Format } from '../formats.ts'
import { plan, problem } from '../input.ts'
import { mustTakePart } from '../people.ts'
import { shapeOf } from '../plan.ts'
import { spanOf, type Planned, type Span } from '../span.ts'
import { openDays, type Closures } from './closures.ts'
import { datesFor, furthest, type DatedDay } from './dates.ts'
import { clear, extent, rhythm, slots } from './input.ts'
import { overlapsWith, type Overlap } from '../overlaps.ts'
import { ruleFor } from './rule.ts'

/** What is asked when a series is planned: an event of a format, how often, for how long, and what is kept clear. */
export const seriesInput = { ...plan, ...rhythm, ...extent, ...clear, slots }
export type SeriesInput = z.output<z.ZodObject<typeof seriesInput>>

/** One date of a series, as it would be. Wall times are in the organiser's zone; moments are ISO instants. */
export interface DraftDate extends DatedDay {
  time: string
  starts_at: string
  ends_at: string
  /** What the clock shows when it begins, where it springs over the wanted time. */
  springs?: string
  overlaps: Overlap[]
}

export interface Draft {
  rule: string
  words: string
  zone: string
  minutes: number
  dates: DraftDate[]
  skipped: { date: string; why: string }[]
  /** Countries of which nobody here knows the public holidays. */
  unknown: string[]
  /** Stands for these very dates: what is planned is what was shown. */
  seen: string
}

/** The first day of a series, its hours, and the shape that all its events have. */
export interface Frame {
  from: string
  since?: string | undefined
  until?: string | undefined
  times?: number | undefined
  rule: string
  zone: string
  /** Wall times that take turns, or the only one. */
  slots: readonly string[]
  shape: Pick<Planned, 'minutes' | 'days' | 'place' | 'lastDayMinutes' | 'hours'>
  closures: Closures
  circle: string | null
}

/** What was asked, made whole: the format, the circle's id, and the frame of the dates. Throws Invalid for what does not fit. */
export async function frameOf(ctx: Ctx, input: SeriesInput): Promise<{ frame: Frame; format: Format }> {
  const circle = input.circle === undefined ? null : (await circlesOf(ctx)).find(({ key }) => key === input.circle)
  if (circle === undefined) throw problem('circle', 'events.circle')
  allow(ctx, tendSeries, { circle_id: circle?.id ?? null })
  if (input.facilitator) await mustTakePart(ctx, [input.facilitator], 'facilitator')
  const format = await formatOf(ctx, input.format)
  const given = ruleFor(input, input.date)
  const agenda = input.agenda?.map((part) => ({ ...part, day: part.day ?? 1, purpose: part.purpose ?? null }))
  const { minutes, days, place, lastDayMinutes } = shapeOf(
    { ...input, agenda: agenda?.length ? agenda : undefined },
    format,
  )
  return {
    format,
    frame: {
      from: input.date,
      rule: given.rule,
      until: input.until ?? given.until,
      times: input.times ?? given.times,
      zone: input.zone ?? communityOf(ctx).zone,
      slots: input.slots?.length ? input.slots : [input.time],
      shape: { minutes, days, place, lastDayMinutes },
      closures: { countries: input.countries ?? [], quiet: input.quiet ?? [], onClosed: input.on_closed ?? 'skip' },
      circle: circle?.id ?? null,
    },
  }
}

/** The dates of a frame, `turn` saying which of several times comes first. Throws Invalid for past dates and events that overlap each other. */
export async function draftOf(ctx: Ctx, frame: Frame, turn = 0): Promise<Draft> {
  const { from, since, until, times, rule, zone, slots, closures, circle } = frame
  const horizon = until !== undefined && until < furthest(from) && until >= from ? until : furthest(from)
  const { openings, unknown } = await openDays(ctx, closures, from, horizon)
  const { days, skipped } = datesFor({ rule, from, since, until, times, whenClosed: closures.onClosed }, openings)
  const placed = days.map((day, n) => {
    const time = slots[(n + turn) % slots.length]!
    const hours = frame.shape.hours && shifted(frame.shape.hours, time)
    return { ...day, time, span: spanOf({ date: day.date, time, zone, ...frame.shape, hours }) }
  })
  mustFollow(
    ctx,
    placed.map(({ span }) => span),
  )
  const overlaps =
    frame.shape.place === 'writing'
      ? []
      : await overlapsWith(
          ctx,
          placed.map(({ span }) => span),
          circle,
        )
  const dates = placed.map(({ span, ...day }, n) => ({
    ...day,
    starts_at: span.starts_at.toString(),
    ends_at: span.ends_at.toString(),
    ...(span.wall_start === `${day.date}T${day.time}` ? {} : { springs: span.wall_start.slice(11) }),
    overlaps: overlaps[n] ?? [],
  }))
  return {
    rule,
    words: sayRule(rule, { from, slots, zone }, ctx.locale),
    zone,
    minutes: frame.shape.minutes,
    dates,
    skipped,
    unknown,
    seen: fingerprint(dates.map(({ starts_at, ends_at }) => `${starts_at} ${ends_at}`)),
  }
}

/** A rule in words, with its hours; the rule itself where there are none for it. */
export function sayRule(
  rule: string,
  { from, slots, zone }: { from: string; slots: readonly string[]; zone: string },
  locale: string,
): string {
  return ruleWords(rule, { from, times: slots, zone }, words(locale)) ?? rule
}

/** Stands for what was shown: a short text that is another one when anything in it is. */
export function fingerprint(shown: readonly string[]): string {
  return createHash('sha256').update(shown.join('\n')).digest('base64url').slice(0, 22)
}

/** Throws Invalid `events.past` where the first has begun already, `series.overlaps-itself` where one goes on when the next begins. */
function mustFollow(ctx: Ctx, spans: readonly Span[]): void {
  if (spans[0] && spans[0].starts_at.epochMilliseconds < ctx.now.epochMilliseconds) throw problem('date', 'events.past')
  const clash = spans.some((span, n) => {
    const next = spans[n + 1]
    return next !== undefined && next.starts_at.epochMilliseconds < span.ends_at.epochMilliseconds
  })
  if (clash) throw problem('minutes', 'series.overlaps-itself')
}
