/** What the next event of a series is like: as the latest one that nobody changed alone. */
import { communityOf, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import type { EventRow } from '../access.ts'
import { hoursOf } from '../day-hours.ts'
import type { Confidence, Place } from '../input.ts'
import type { EventPlan } from '../plan.ts'
import { segmentsOf } from '../segments.ts'
import { formatOf } from '../formats.ts'
import { shapeOf } from '../plan.ts'
import type { SeriesRow } from './access.ts'
import type { Frame } from './draft.ts'

/** An event of the series but for its day and hour; the rows are all its events. */
export async function templateOf(
  ctx: Ctx,
  series: SeriesRow,
  rows: readonly EventRow[],
): Promise<{ plan: Omit<EventPlan, 'date' | 'time' | 'zone'>; shape: Frame['shape'] }> {
  const kept = rows.filter(({ state }) => state !== 'cancelled')
  const latest = kept.filter(({ by_hand }) => !by_hand).at(-1) ?? kept.at(-1)
  const segments = latest ? await segmentsOf(ctx, latest.id) : []
  const total = segments.reduce((sum, { minutes }) => sum + minutes, 0)
  const plan = {
    series: series.id,
    format: series.format_key,
    title: series.title,
    minutes: series.minutes,
    circle: series.circle_id ?? undefined,
    byHand: false,
    ...(latest ? likeThat(latest) : {}),
    facilitator:
      latest?.facilitator_id && (await stillHere(ctx, latest.facilitator_id)) ? latest.facilitator_id : undefined,
    // An agenda that somebody made shorter or longer than the series is left to that event.
    ...(segments.length > 0 && total === series.minutes ? { agenda: segments } : {}),
    ...(latest && hoursOf(latest) ? { hours: hoursOf(latest)! } : {}),
  }
  const { minutes, days, place, lastDayMinutes } = shapeOf(plan, await formatOf(ctx, series.format_key))
  const hours = plan.hours?.length === days ? plan.hours : null
  return { plan, shape: { minutes, days, place, lastDayMinutes, hours } }
}

/** All events of a series, in order; locked with `lock`, for verbs that change them. */
export async function eventsOfSeries(ctx: Ctx, series: string, options: { lock?: boolean } = {}): Promise<EventRow[]> {
  return ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('series_id', '=', series)
    .orderBy('starts_at')
    .orderBy('id')
    .$if(options.lock === true, (query) => query.forNoKeyUpdate())
    .execute()
}

function likeThat(event: EventRow) {
  return {
    summary: undefined,
    place: event.place as Place,
    place_link: event.place_link ?? undefined,
    place_text: event.place_text ?? undefined,
    promise: event.promise_circle_id,
    public: event.is_public,
    capacity: event.capacity ?? undefined,
    online_capacity: event.online_capacity ?? undefined,
    guests: event.takes_guests,
    confidence: event.confidence as Confidence,
    audience: event.audience,
  }
}

async function stillHere(ctx: Ctx, member: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('member')
    .select('id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', member)
    .where('state', '=', (eb) => eb.fn.any(eb.val(takesPart)))
    .executeTakeFirst()
  return row !== undefined
}
