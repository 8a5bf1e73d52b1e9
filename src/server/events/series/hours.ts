/** At which hours people were asked to meet: each their own, and zone by zone how bad hours are shared. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import { isBadHour } from '../../foundations/time/index.ts'
import { allow, can } from '../../permissions/index.ts'
import { seeHours, seeSharedHours } from '../../permissions/series.ts'
import { query } from '../../verb.ts'

/** So many months back: long enough for a rotation to come round several times. */
const months = 12

interface Met {
  id: string
  title: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  circle_id: string | null
}

export const myHours = query(
  'events.my-hours',
  {
    input: z.object({}),
    does: 'The live events of the last twelve months to which you were invited, at which hour of your own clock, and whether you were there; a bad hour begins before 07:00 or goes on after 21:00.',
    who: seeHours.says,
  },
  async (ctx) => {
    allow(ctx, seeHours, undefined)
    const { id, circles } = memberOf(ctx)
    const joined = await ctx.db
      .selectFrom('member')
      .select('joined_at')
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const been = new Set(await attendedBy(ctx, id))
    const mine = (await metLately(ctx)).filter(
      ({ id, circle_id, starts_at }) =>
        been.has(id) ||
        ((circle_id === null || circles.some((circle) => circle.id === circle_id)) &&
          Temporal.Instant.compare(starts_at, joined.joined_at) >= 0),
    )
    const items = mine.map(({ id, title, starts_at, ends_at, zone }) => ({
      id,
      title,
      starts_at: starts_at.toString(),
      ends_at: ends_at.toString(),
      zone,
      attended: been.has(id),
      is_bad: isBadHour(starts_at, ends_at, ctx.zone),
    }))
    return {
      zone: ctx.zone,
      invited: items.length,
      bad: items.filter(({ is_bad }) => is_bad).length,
      attended: items.filter(({ attended }) => attended).length,
      attended_bad: items.filter(({ attended, is_bad }) => attended && is_bad).length,
      items: items.filter(({ is_bad }) => is_bad).toReversed(),
      may: { seeShared: can(ctx, seeSharedHours, undefined) },
    }
  },
)

export interface SharedHours {
  zone: string
  members: number
  /** Live events of the year that somebody there was invited to, and how many of them at a bad hour there. */
  invited: number
  bad: number
  /** How often they were there, and how often of these at a bad hour; not told of one or two people, who would be told apart. */
  attended: number | null
  attended_bad: number | null
}

/** Fewer people than this are not counted where they came. */
const few = 3

export const sharedHours = query(
  'events.shared-hours',
  {
    input: z.object({}),
    does: 'How bad hours were shared over the zones in the last twelve months, by the zone in which members live; nobody by name.',
    who: seeSharedHours.says,
  },
  async (ctx): Promise<SharedHours[]> => {
    allow(ctx, seeSharedHours, undefined)
    const events = await metLately(ctx)
    const came = await attendanceByZone(
      ctx,
      events.map(({ id }) => id),
    )
    return (await membersByZone(ctx)).map(({ zone, members, circles }) => {
      const invited = events.filter(({ circle_id }) => circle_id === null || circles.includes(circle_id))
      const isBad = new Map(events.map(({ id, starts_at, ends_at }) => [id, isBadHour(starts_at, ends_at, zone)]))
      const there = came.filter((each) => each.zone === zone)
      return {
        zone,
        members,
        invited: invited.length,
        bad: invited.filter(({ id }) => isBad.get(id)).length,
        attended: members < few ? null : sum(there),
        attended_bad: members < few ? null : sum(there.filter(({ event_id }) => isBad.get(event_id))),
      }
    })
  },
)

/** Live events of the last months that were not called off, oldest first. */
async function metLately(ctx: Ctx): Promise<Met[]> {
  const since = ctx.now.toZonedDateTimeISO('UTC').subtract({ months }).toInstant()
  return (
    ctx.db
      .selectFrom('event')
      .select(['id', 'title', 'starts_at', 'ends_at', 'zone', 'circle_id'])
      .where('community_id', '=', communityOf(ctx).id)
      .where('starts_at', '>=', since)
      .where('starts_at', '<', ctx.now)
      .where('state', '!=', 'cancelled')
      .where('is_live', '=', true)
      // Whoever travels to a retreat lives by its clock.
      .where('days', '=', 1)
      .where('place', '!=', 'room')
      .orderBy('starts_at')
      .limit(1000)
      .execute()
  )
}

async function attendedBy(ctx: Ctx, member: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('attendance')
    .select('event_id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('member_id', '=', member)
    .execute()
  return rows.map(({ event_id }) => event_id)
}

async function membersByZone(ctx: Ctx): Promise<{ zone: string; members: number; circles: string[] }[]> {
  const { rows } = await sql<{ zone: string; members: number; circles: string[] }>`
    select p.zone, count(distinct m.id)::int as members, coalesce(array_agg(distinct cp.circle_id) filter (where cp.circle_id is not null), '{}') as circles
      from member m
      join person p on p.id = m.person_id and p.erased_at is null
      left join circle_place cp on cp.community_id = m.community_id and cp.member_id = m.id
     where m.community_id = ${communityOf(ctx).id} and m.state = any(${takesPart})
     group by p.zone order by members desc, p.zone`.execute(ctx.db)
  return rows
}

async function attendanceByZone(
  ctx: Ctx,
  events: readonly string[],
): Promise<{ zone: string; event_id: string; n: number }[]> {
  const { rows } = await sql<{ zone: string; event_id: string; n: number }>`
    select p.zone, a.event_id, count(*)::int as n
      from attendance a
      join member m on m.community_id = a.community_id and m.id = a.member_id and m.state = any(${takesPart})
      join person p on p.id = m.person_id and p.erased_at is null
     where a.community_id = ${communityOf(ctx).id} and a.event_id = any(${events as string[]}::uuid[])
     group by p.zone, a.event_id`.execute(ctx.db)
  return rows
}

const sum = (counts: readonly { n: number }[]): number => counts.reduce((total, { n }) => total + n, 0)
