/** One series: its rule in words, what is next, what has been, who leads. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { can } from '../../permissions/index.ts'
import { seeWhoComes } from '../../permissions/events.ts'
import { seeSeries, tendSeries } from '../../permissions/series.ts'
import { query } from '../../verb.ts'
import { visible } from '../access.ts'
import { counted } from '../coming.ts'
import { seriesFor } from './access.ts'
import { closuresOf } from './closures.ts'
import { countryName } from './countries.ts'
import { isEnding } from './ending.ts'
import { timesOf, wordsOf } from './said.ts'

interface Row {
  id: string
  title: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  state: 'planned' | 'held' | 'cancelled'
  cancel_reason: string | null
  facilitator_id: string | null
  facilitator: string | null
  coming: number
  present: number
}

/** How many dates a page shows of each kind. */
const shown = 110

export const seriesPage = query(
  'events.series',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'One series: its rule in words, the dates to come and who leads them, what has been held and how many were there.',
    who: seeSeries.says,
  },
  async (ctx, input) => {
    const series = await seriesFor(ctx, input.id)
    const rows = await eventsOf(ctx, series.id)
    const ahead = ({ starts_at }: Row) => starts_at.epochMilliseconds > ctx.now.epochMilliseconds
    const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
    const names = can(ctx, seeWhoComes, undefined)
    const closures = closuresOf(series)
    const items = rows.map(({ facilitator, facilitator_id, ...row }) => ({
      ...row,
      starts_at: row.starts_at.toString(),
      ends_at: row.ends_at.toString(),
      ahead: ahead({ ...row, facilitator, facilitator_id }),
      leads: names && facilitator_id ? { id: facilitator_id, name: facilitator! } : null,
    }))
    return {
      id: series.id,
      title: series.title,
      words: wordsOf(series, ctx.locale),
      rule: series.rule,
      zone: series.zone,
      times: [...timesOf(series)],
      minutes: series.minutes,
      starts_on: series.starts_on,
      ends_on: series.ends_on,
      ended: series.ended_at ? { at: series.ended_at.toString(), reason: series.end_reason } : null,
      is_ending: isEnding(series, today),
      format: await formatName(ctx, series.format_key),
      circle: await circleName(ctx, series.circle_id),
      clear: {
        countries: closures.countries.map((code) => countryName(code, ctx.locale)),
        quiet: closures.quiet.filter(({ to }) => to >= today),
        onClosed: closures.onClosed,
      },
      follows: series.follows_id,
      followed_by: await followerOf(ctx, series.id),
      next: items.filter((each) => each.ahead),
      past: items.filter((each) => !each.ahead).toReversed(),
      call: names ? await callOf(ctx, series.id) : null,
      may: { tend: can(ctx, tendSeries, series) },
    }
  },
)

async function eventsOf(ctx: Ctx, series: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select * from (
      select e.id, e.title, e.starts_at, e.ends_at, e.zone, e.state, e.cancel_reason, n.coming,
             e.facilitator_id, p.name as facilitator,
             (select count(*)::int from attendance a where a.community_id = e.community_id and a.event_id = e.id) as present
        from event e ${counted}
        left join member m on m.community_id = e.community_id and m.id = e.facilitator_id
        left join person p on p.id = m.person_id
       where e.community_id = ${communityOf(ctx).id} and e.series_id = ${series} and ${visible(ctx)}
       order by e.starts_at desc limit ${shown}) as latest
     order by starts_at`.execute(ctx.db)
  return rows
}

async function formatName(ctx: Ctx, key: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('event_format')
    .select('name')
    .where('community_id', '=', communityOf(ctx).id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return row.name
}

async function circleName(ctx: Ctx, id: string | null): Promise<string | null> {
  if (id === null) return null
  const row = await ctx.db
    .selectFrom('circle')
    .select('name')
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name ?? null
}

/** The newest call for cases or showcases that is for this series. */
async function callOf(ctx: Ctx, series: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('call')
    .select('id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('series_id', '=', series)
    .orderBy('closes_at', 'desc')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The series as which it goes on since what follows was changed. */
async function followerOf(ctx: Ctx, series: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('series')
    .select('id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('follows_id', '=', series)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.id ?? null
}
