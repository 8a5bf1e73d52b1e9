/** Who is to be grouped, and who was together before. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { isAway, type LiveRoom } from '../live/index.ts'
import { pairOf, type Mixed } from './mix.ts'

export type Joined = Mixed & {
  member: string | null
  name: string | null
  /** Listened, and does so no more. */ away: boolean
}

/** Everybody who joined the room, in the order in which they came. */
export async function joinedIn(ctx: Ctx, live: LiveRoom): Promise<Joined[]> {
  const { rows } = await sql<Joined>`
    select l.id, l.member_id as member, coalesce(p.name, l.name) as name, ${isAway(ctx)} as away, lower(nullif(trim(m.organisation), '')) as organisation,
           exists (select from circle_place cp join circle c on c.community_id = cp.community_id and c.id = cp.circle_id
                    where cp.community_id = l.community_id and cp.member_id = l.member_id and c.policy = 'invitation') as inner,
           not exists (select from attendance a where a.community_id = l.community_id and a.member_id = l.member_id
                          and a.event_id <> l.event_id) as newcomer
      from live_participant l
      left join member m on m.community_id = l.community_id and m.id = l.member_id
      left join person p on p.id = m.person_id
     where l.community_id = ${communityOf(ctx).id} and l.event_id = ${live.event.id}
     order by l.id`.execute(ctx.db)
  return rows
}

/** Those of them who are there now, as far as can be told. */
export async function hereIn(ctx: Ctx, live: LiveRoom): Promise<Joined[]> {
  return (await joinedIn(ctx, live)).filter(({ away }) => !away)
}

/**
 * Pairs of participants of this room who were in one group before: in earlier rounds here, and in the last meeting of the
 * community in which groups were made.
 */
export async function togetherBefore(ctx: Ctx, live: LiveRoom, before: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ a: string; b: string }>`
    with here as (
      select id, member_id from live_participant where community_id = ${communityOf(ctx).id} and event_id = ${live.event.id}
    ), last as (
      select g.event_id from grouping g join event e on e.community_id = g.community_id and e.id = g.event_id
       where g.community_id = ${communityOf(ctx).id} and e.starts_at < ${live.event.starts_at}
       order by e.starts_at desc limit 1
    )
    select x.participant_id as a, y.participant_id as b
      from group_place x join group_place y on y.community_id = x.community_id and y.event_id = x.event_id and y.round = x.round
           and y.number = x.number and y.participant_id > x.participant_id
     where x.community_id = ${communityOf(ctx).id} and x.event_id = ${live.event.id} and x.round < ${before}
     union all
    select hx.id, hy.id
      from last
      join group_place x on x.community_id = ${communityOf(ctx).id} and x.event_id = last.event_id
      join group_place y on y.community_id = x.community_id and y.event_id = x.event_id and y.round = x.round
           and y.number = x.number and y.participant_id > x.participant_id
      join live_participant px on px.community_id = x.community_id and px.event_id = x.event_id and px.id = x.participant_id
      join live_participant py on py.community_id = y.community_id and py.event_id = y.event_id and py.id = y.participant_id
      join here hx on hx.member_id = px.member_id
      join here hy on hy.member_id = py.member_id`.execute(ctx.db)
  const together = new Map<string, number>()
  for (const { a, b } of rows) together.set(pairOf(a, b), (together.get(pairOf(a, b)) ?? 0) + 1)
  return together
}
