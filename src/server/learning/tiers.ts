/**
 * Participation tiers: how each member took part in the last 90 days (domain/01, operational tier; thresholds there).
 * Computed from rows and facts, rebuilt from nothing at each run. Private to the member; they give no rights.
 */
import { sql } from 'kysely'
import { communityOf, transaction, type Ctx } from '../ctx.ts'
import { consumptions, contributions, record } from '../facts.ts'
import { takesPart } from '../communities/index.ts'

/** Days that participation looks back. */
export const tierDays = 90
/** Roles that lead: their holders are core when they also took part. A sponsor opens doors and does not lead. */
const notLeading = ['sponsor']

export const tierNames = ['core', 'active', 'occasional', 'peripheral', 'dormant'] as const
export type Tier = (typeof tierNames)[number]

/**
 * Computes the tier of every member, today's counts and the states that follow (at-risk, dormant, back to active), as of
 * `ctx.now`. Safe to repeat: a state that has not changed records nothing.
 */
export function computeTiers(ctx: Ctx): Promise<void> {
  return transaction(ctx, async (ctx) => {
    await writeTiers(ctx)
    await countTiers(ctx)
    await moveStates(ctx)
  })
}

async function writeTiers(ctx: Ctx): Promise<void> {
  const community = communityOf(ctx).id
  const now = ctx.now.toString()
  const since = ctx.now.subtract({ hours: tierDays * 24 }).toString()
  await sql`
    with done as (
      select member_id, count(*) filter (where kind = any(${contributions})) as c, count(*) filter (where kind = any(${consumptions})) as v
        from fact
       where community_id = ${community} and at > ${since}::timestamptz and at <= ${now}::timestamptz and member_id is not null
         and kind = any(${[...contributions, ...consumptions]})
       group by member_id),
    came as (
      select a.member_id, count(*) as a
        from attendance a join event e on e.community_id = a.community_id and e.id = a.event_id
       where a.community_id = ${community} and e.starts_at > ${since}::timestamptz and e.starts_at <= ${now}::timestamptz
       group by a.member_id),
    leads as (
      select distinct unnest(array[holder_id, deputy_id]) as member_id from role_term
       where community_id = ${community} and not role = any(${notLeading})
         and (${now}::timestamptz at time zone 'UTC')::date between starts_on and ends_on),
    sums as (
      select m.id, coalesce(d.c, 0)::int as c, coalesce(k.a, 0)::int as a, coalesce(d.v, 0)::int as v, l.member_id is not null as leads
        from member m
        left join done d on d.member_id = m.id
        left join came k on k.member_id = m.id
        left join leads l on l.member_id = m.id
       where m.community_id = ${community} and m.state = any(${takesPart}))
    insert into member_tier (community_id, member_id, tier, contributions, attendances, consumptions, computed_at)
    select ${community}, id,
           case when (leads and c + a >= 3) or (c >= 6 and a >= 3) then 'core'
                when c >= 2 or a >= 3 or (c >= 1 and a >= 2) then 'active'
                when c + a >= 1 then 'occasional'
                when v >= 1 then 'peripheral'
                else 'dormant' end,
           c, a, v, ${now}::timestamptz
      from sums
    on conflict (community_id, member_id) do update
       set tier = excluded.tier, contributions = excluded.contributions, attendances = excluded.attendances,
           consumptions = excluded.consumptions, computed_at = excluded.computed_at`.execute(ctx.db)
  await ctx.db
    .deleteFrom('member_tier')
    .where('community_id', '=', community)
    .where('computed_at', '<', ctx.now)
    .execute()
}

async function countTiers(ctx: Ctx): Promise<void> {
  const community = communityOf(ctx).id
  const day = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
  await sql`
    insert into tier_count (community_id, on_day, core, active, occasional, peripheral, dormant)
    select ${community}, ${day}::date, count(*) filter (where tier = 'core'), count(*) filter (where tier = 'active'),
           count(*) filter (where tier = 'occasional'), count(*) filter (where tier = 'peripheral'), count(*) filter (where tier = 'dormant')
      from member_tier where community_id = ${community}
    on conflict (community_id, on_day) do update
       set core = excluded.core, active = excluded.active, occasional = excluded.occasional,
           peripheral = excluded.peripheral, dormant = excluded.dormant`.execute(ctx.db)
}

/** `at-risk`: took part in the last 90 days, but not in the last 45. `dormant`: nothing of any kind in 90 days (domain/01). */
async function moveStates(ctx: Ctx): Promise<void> {
  const community = communityOf(ctx).id
  const now = ctx.now.toString()
  const lately = ctx.now.subtract({ hours: 45 * 24 }).toString()
  const since = ctx.now.subtract({ hours: tierDays * 24 }).toString()
  const { rows } = await sql<{ id: string; before: string; state: string }>`
    with lately as (
      select member_id from fact
       where community_id = ${community} and at > ${lately}::timestamptz and at <= ${now}::timestamptz and kind = any(${contributions})
      union
      select a.member_id from attendance a join event e on e.community_id = a.community_id and e.id = a.event_id
       where a.community_id = ${community} and e.starts_at > ${lately}::timestamptz and e.starts_at <= ${now}::timestamptz),
    wanted as (
      select m.id, m.state as before,
             case when t.tier = 'dormant' then 'dormant'
                  when t.contributions + t.attendances > 0 and not exists (select from lately l where l.member_id = m.id) then 'at-risk'
                  else 'active' end as state
        from member m join member_tier t on t.community_id = m.community_id and t.member_id = m.id
       where m.community_id = ${community}
         and (m.state in ('active', 'at-risk', 'dormant') or (m.state = 'onboarding' and m.joined_at <= ${since}::timestamptz))
          -- Who has just come in or come back is given time to find the way.
         and m.state_since <= case when m.state = 'active' then ${since}::timestamptz else ${now}::timestamptz end)
    update member m set state = w.state, state_since = ${now}::timestamptz
      from wanted w
     where m.community_id = ${community} and m.id = w.id and w.state <> w.before
    returning m.id, w.before, m.state`.execute(ctx.db)
  for (const { id, before, state } of rows) {
    const returned = before === 'dormant' && state === 'active'
    await record(ctx, returned ? 'member.returned' : 'member.state-changed', {
      member: id,
      subject: id,
      payload: { before, state },
    })
  }
}
