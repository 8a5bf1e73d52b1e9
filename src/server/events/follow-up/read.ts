/** What came of events, for whoever holds them: counts, and what people told, of one event or of a whole series. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { tendSeries } from '../../permissions/series.ts'
import { query } from '../../verb.ts'
import { eventFor, visible } from '../access.ts'
import { seriesFor } from '../series/index.ts'
import { followUpQuestions, isUse, type Barrier, type Quote, type Use } from './questions.ts'

/** What somebody told, as whoever holds the event reads it. Plain JSON. */
export interface LoopBack {
  id: string
  event: { id: string; title: string; starts_at: string }
  /** `null` of somebody who was erased. */
  by: string | null
  is_guest: boolean
  days: number
  used: Use
  what: string | null
  barriers: Barrier[]
  may_talk: boolean
  quote: Quote
  /** Saved, or below 0 lost, as they estimate it, with how sure they are and what it was due to in percent. */
  hours: number | null
  confidence: number | null
  share: number | null
  /** Whether it stands beside the record. */
  shown: boolean
  told_at: string
}

export const loopBacks = query(
  'events.loop-backs',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'What came of an event: how many were asked and told, and what they told, with who may be quoted how.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    return { event: { id: event.id, title: event.title }, ...(await cameOf(ctx, sql`e.id = ${event.id}`)) }
  },
)

export const seriesLoopBacks = query(
  'events.series-loop-backs',
  {
    input: z.object({ series: z.string('required').max(60) }),
    does: 'The same over all events of a series that you see.',
    who: tendSeries.says,
  },
  async (ctx, input) => {
    const series = await seriesFor(ctx, input.series)
    allow(ctx, tendSeries, series)
    const those = sql`e.series_id = ${series.id} and ${visible(ctx)}`
    return { series: { id: series.id, title: series.title }, ...(await cameOf(ctx, those)) }
  },
)

/** Stories that stand beside the record of an event, with a name where its teller wanted one and the record may name. */
export async function shownStories(
  ctx: Ctx,
  event: string,
  named: boolean,
): Promise<{ id: string; what: string; by: string | null }[]> {
  const told = await toldOf(ctx, sql`e.id = ${event} and l.shown_at is not null`)
  return told.map(({ id, what, by, quote }) => ({ id, what: what!, by: named && quote === 'named' ? by : null }))
}

async function cameOf(ctx: Ctx, which: RawBuilder<unknown>) {
  const told = await toldOf(ctx, which)
  const { rows } = await sql<{ asked: number }>`
    select count(*)::int as asked from follow_up u join event e on e.community_id = u.community_id and e.id = u.event_id
     where u.community_id = ${communityOf(ctx).id} and ${which}`.execute(ctx.db)
  const questions = followUpQuestions(ctx.locale)
  return {
    asked: rows[0]!.asked,
    told: told.length,
    used: told.filter((each) => isUse(each.used)).length,
    uses: questions.uses.map(({ value, label }) => ({
      value,
      label,
      count: told.filter(({ used }) => used === value).length,
    })),
    barriers: questions.barriers
      .map(({ value, label }) => ({
        value,
        label,
        count: told.filter((each) => each.barriers.includes(value)).length,
      }))
      .filter(({ count }) => count > 0),
    loop_backs: told,
  }
}

interface Row extends Omit<LoopBack, 'event' | 'told_at'> {
  event_id: string
  title: string
  starts_at: Temporal.Instant
  told_at: Temporal.Instant
}

async function toldOf(ctx: Ctx, which: RawBuilder<unknown>): Promise<LoopBack[]> {
  const { rows } = await sql<Row>`
    select l.id, l.event_id, e.title, e.starts_at, coalesce(case when p.erased_at is null then p.name end, g.name) as by,
           l.guest_id is not null as is_guest, l.days, l.used, l.what, l.barriers, l.may_talk, l.quote,
           l.hours::float8 as hours, l.confidence, l.share,
           l.shown_at is not null as shown, l.told_at
      from loop_back l
      join event e on e.community_id = l.community_id and e.id = l.event_id
      left join member m on m.community_id = l.community_id and m.id = l.member_id
      left join person p on p.id = m.person_id
      left join guest g on g.community_id = l.community_id and g.event_id = l.event_id and g.id = l.guest_id
     where l.community_id = ${communityOf(ctx).id} and ${which}
     order by l.what is null, l.told_at desc, l.id`.execute(ctx.db)
  return rows.map(({ event_id, title, starts_at, told_at, ...row }) => ({
    ...row,
    event: { id: event_id, title, starts_at: starts_at.toString() },
    told_at: told_at.toString(),
  }))
}
