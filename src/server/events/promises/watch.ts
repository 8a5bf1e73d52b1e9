/** What is looked at every day: whom to warn before it is too late, and for whom the rule of a circle proposes something. */
import { sql } from 'kysely'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { standingsIn, type Standing } from '../commitment.ts'
import { mailSteps, mailWarning, type NextMeeting } from './letters.ts'
import type { PromisingCircle } from './rule.ts'

/**
 * Warns once a year whoever would miss their promise by one more absence, or has missed it, as long as a meeting is to come;
 * and proposes what the circle's rule says for those who were warned, missed another meeting since, and came to fewer than
 * promised. Safe to repeat and to run twice at once.
 */
export async function watchPromises(ctx: Ctx): Promise<{ warned: number; proposed: number }> {
  let [warned, proposed] = [0, 0]
  for (const circle of await promisingCircles(ctx)) {
    const next = await nextMeeting(ctx, circle.id)
    const standings = (await standingsIn(ctx, circle)).filter(
      ({ state, held, attended }) => state !== 'on-track' && held > attended,
    )
    for (const standing of next ? standings : []) warned += await warn(ctx, circle, standing, next!)
    if (circle.rule === 'nothing') continue
    let now = 0
    for (const standing of standings) if (standing.state === 'missed') now += await propose(ctx, circle, standing)
    if (now > 0) await transaction(ctx, (ctx) => mailSteps(ctx, circle, now))
    proposed += now
  }
  return { warned, proposed }
}

async function promisingCircles(ctx: Ctx): Promise<PromisingCircle[]> {
  const rows = await ctx.db
    .selectFrom('circle')
    .select(['id', 'name', 'commitment_times as times', 'commitment_of as of', 'promise_rule as rule'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('commitment_times', 'is not', null)
    .where('commitment_of', 'is not', null)
    .orderBy('position')
    .execute()
  return rows as PromisingCircle[]
}

async function nextMeeting(ctx: Ctx, circle: string): Promise<NextMeeting | undefined> {
  return ctx.db
    .selectFrom('event')
    .select(['id', 'title', 'starts_at', 'ends_at', 'zone'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('promise_circle_id', '=', circle)
    .where('state', '=', 'planned')
    .where('starts_at', '>', ctx.now)
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst()
}

const aYearAgo = (ctx: Ctx) => ctx.now.toZonedDateTimeISO('UTC').subtract({ years: 1 }).toInstant()

async function warn(ctx: Ctx, circle: PromisingCircle, to: Standing, next: NextMeeting): Promise<number> {
  return transaction(ctx, async (ctx) => {
    // One at a time for each member, so that two processes warn once.
    await sql`select from member where community_id = ${communityOf(ctx).id} and id = ${to.member_id} for update`.execute(
      ctx.db,
    )
    const { numAffectedRows } = await sql`
      insert into promise_warning (community_id, circle_id, member_id, at, held, attended)
      select ${communityOf(ctx).id}, ${circle.id}, ${to.member_id}, ${ctx.now}, ${to.held}, ${to.attended}
       where not exists (select from promise_warning w where w.community_id = ${communityOf(ctx).id}
         and w.circle_id = ${circle.id} and w.member_id = ${to.member_id} and w.at > ${aYearAgo(ctx)})`.execute(ctx.db)
    if (Number(numAffectedRows) === 0) return 0
    const payload = { held: to.held, attended: to.attended }
    await record(ctx, 'promise.warned', { member: to.member_id, subject: circle.id, payload })
    await mailWarning(ctx, circle, to, next)
    return 1
  })
}

async function propose(ctx: Ctx, circle: PromisingCircle, about: Standing): Promise<number> {
  return transaction(ctx, async (ctx) => {
    const at = communityOf(ctx).id
    await sql`select from member where community_id = ${at} and id = ${about.member_id} for update`.execute(ctx.db)
    const { numAffectedRows } = await sql`
      insert into promise_step (community_id, id, circle_id, member_id, rule, held, attended, due, proposed_at)
      select ${at}, ${newId(ctx.now)}, ${circle.id}, ${about.member_id}, ${circle.rule}, ${about.held}, ${about.attended}, ${about.due}, ${ctx.now}
        from promise_warning w
       where w.community_id = ${at} and w.circle_id = ${circle.id} and w.member_id = ${about.member_id} and w.at > ${aYearAgo(ctx)}
         and exists (select from event e where e.community_id = ${at} and e.promise_circle_id = ${circle.id}
               and e.state = 'held' and e.starts_at > w.at
               and not exists (select from attendance a where a.community_id = e.community_id and a.event_id = e.id and a.member_id = ${about.member_id})
               and not exists (select from absence x where x.community_id = e.community_id and x.event_id = e.id
                     and x.member_id = ${about.member_id} and x.state <> 'refused'))
         and not exists (select from promise_step s where s.community_id = ${at} and s.circle_id = ${circle.id}
               and s.member_id = ${about.member_id} and s.proposed_at > ${aYearAgo(ctx)})
       limit 1`.execute(ctx.db)
    if (Number(numAffectedRows) === 0) return 0
    await record(ctx, 'promise.step-proposed', {
      member: about.member_id,
      subject: circle.id,
      payload: { rule: circle.rule, held: about.held, attended: about.attended, due: about.due },
    })
    return 1
  })
}
