/** What a circle does when a promise is not kept: the rule, what it proposes for a person, and what a steward makes of it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { circleFor } from '../../communities/index.ts'
import { communityOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, lines, oneOf, optional, slug } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { tendPromises } from '../../permissions/promises.ts'
import { verb } from '../../verb.ts'

export const promiseRules = ['nothing', 'talk', 'move'] as const
export type PromiseRule = (typeof promiseRules)[number]

/** A circle whose members promised to come, with its rule. */
export interface PromisingCircle {
  id: string
  name: string
  times: number
  of: number
  rule: PromiseRule
}

export const choosePromiseRule = verb(
  'events.choose-promise-rule',
  {
    input: z.object({ circle: slug, rule: oneOf(promiseRules) }),
    does: 'Says what a circle does when a member came to fewer meetings than promised: nothing, a talk with the coordinator, or a move to the wider circle. It is proposed, never done by itself.',
    who: tendPromises.says,
  },
  async (ctx, input) => {
    allow(ctx, tendPromises, undefined)
    const circle = await circleFor(ctx, input.circle)
    const { numUpdatedRows } = await ctx.db
      .updateTable('circle')
      .set({ promise_rule: input.rule })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', circle.id)
      .where('promise_rule', '<>', input.rule)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows > 0n)
      await record(ctx, 'promise.rule-chosen', { subject: circle.id, payload: { rule: input.rule } })
    return { rule: input.rule }
  },
)

interface Step {
  rule: 'talk' | 'move'
  state: string
  circle_id: string
  member_id: string
}

export const decidePromiseStep = verb(
  'events.decide-promise-step',
  {
    input: z.object({ step: id, decision: oneOf(['done', 'let-be']), note: optional(lines(1000)) }),
    does: 'Confirms what a circle’s rule proposes for somebody who missed their promise (you have talked; they move to the wider circle) or lets it be. The note is for stewards.',
    who: tendPromises.says,
  },
  async (ctx, input) => {
    allow(ctx, tendPromises, undefined)
    const { rows } = await sql<Step>`select rule, state, circle_id, member_id from promise_step
      where community_id = ${communityOf(ctx).id} and id = ${input.step} for update`.execute(ctx.db)
    const [step] = rows
    if (!step) throw new NotFound('promises.step')
    if (step.state === input.decision) return { state: step.state }
    if (step.state !== 'proposed') throw new Conflict('promises.answered')
    await ctx.db
      .updateTable('promise_step')
      .set({ state: input.decision, decided_at: ctx.now, decided_by: personOf(ctx).id, note: input.note ?? null })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', input.step)
      .execute()
    await record(ctx, input.decision === 'done' ? 'promise.step-done' : 'promise.let-be', {
      member: step.member_id,
      subject: step.circle_id,
      payload: { step: input.step, rule: step.rule },
    })
    if (input.decision === 'done' && step.rule === 'move') await moveOut(ctx, step)
    return { state: input.decision }
  },
)

/** They keep their places in other circles, and get one in the widest if they have none left. */
async function moveOut(ctx: Ctx, { circle_id, member_id }: Step): Promise<void> {
  const at = { community_id: communityOf(ctx).id, member_id }
  const { numDeletedRows } = await ctx.db
    .deleteFrom('circle_place')
    .where((eb) => eb.and({ ...at, circle_id }))
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) return
  await sql`
    insert into circle_place (community_id, circle_id, member_id, since, granted_by)
    select c.community_id, c.id, ${member_id}, ${ctx.now}, ${personOf(ctx).id} from circle c
     where c.community_id = ${at.community_id} and c.id <> ${circle_id}
       and not exists (select from circle_place cp where cp.community_id = c.community_id and cp.member_id = ${member_id})
     order by c.position limit 1`.execute(ctx.db)
  await record(ctx, 'member.left-circle', { member: member_id, subject: circle_id, payload: { by: 'promise' } })
}
