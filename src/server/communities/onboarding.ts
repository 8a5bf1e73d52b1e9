/** The steps of a newcomer. Most tick themselves when the fact that they are about happens. */
import { z } from 'zod'
import { communityOf, memberOf, transaction, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { record, type Fact } from '../facts.ts'
import { id } from '../foundations/input.ts'
import { query, verb } from '../verb.ts'

export const onboarding = query(
  'communities.onboarding',
  {
    input: z.object({}),
    does: 'The steps of coming in, and which of them you have done.',
    who: 'Each member, about themselves.',
  },
  async (ctx) => stepsOf(ctx, memberOf(ctx).id),
)

export const tickStep = verb(
  'communities.tick-step',
  {
    input: z.object({ step: id }),
    does: 'Ticks a step of onboarding that only you can know.',
    who: 'Each member, for themselves.',
  },
  async (ctx, input) => {
    const member = memberOf(ctx)
    const step = (await stepsOf(ctx, member.id)).find((each) => each.id === input.step && each.ticked_by === null)
    if (!step) throw new NotFound('communities.step')
    await done(ctx, member.id, [step.id])
    return { step: step.id }
  },
)

/** Reaction: ticks the steps that this fact stands for; facts of events carry the format in their payload. */
export async function tickSteps(ctx: Ctx, fact: Fact): Promise<void> {
  if (!fact.memberId || !ctx.community) return
  const names = [fact.kind, ...(typeof fact.payload.format === 'string' ? [`${fact.kind}:${fact.payload.format}`] : [])]
  const steps = (await stepsOf(ctx, fact.memberId)).filter(
    (step) => step.ticked_by !== null && names.includes(step.ticked_by),
  )
  await done(
    ctx,
    fact.memberId,
    steps.map((step) => step.id),
  )
}

/** The steps of one member: those of everybody and those of the member's circles. */
async function stepsOf(ctx: Ctx, memberId: string) {
  const rows = await ctx.db
    .selectFrom('onboarding_step as s')
    .innerJoin('member as m', (join) => join.onRef('m.community_id', '=', 's.community_id').on('m.id', '=', memberId))
    .leftJoin('onboarding_done as d', (join) =>
      join
        .onRef('d.community_id', '=', 's.community_id')
        .onRef('d.step_id', '=', 's.id')
        .on('d.member_id', '=', memberId),
    )
    .select([
      's.id',
      's.key',
      's.title',
      's.detail',
      's.opens_day',
      's.day',
      's.required',
      's.ticked_by',
      'd.at',
      'm.joined_at',
    ])
    .where('s.community_id', '=', communityOf(ctx).id)
    .where((eb) =>
      eb.or([
        eb('s.circle_id', 'is', null),
        eb.exists(
          eb
            .selectFrom('circle_place as cp')
            .select('cp.member_id')
            .whereRef('cp.community_id', '=', 's.community_id')
            .whereRef('cp.circle_id', '=', 's.circle_id')
            .where('cp.member_id', '=', memberId),
        ),
      ]),
    )
    .orderBy('s.position')
    .execute()
  return rows.map(({ at, joined_at, opens_day, ...step }) => ({
    ...step,
    isOpen: Temporal.Instant.compare(joined_at.add({ hours: opens_day * 24 }), ctx.now) <= 0,
    doneAt: at?.toString() ?? null,
  }))
}

async function done(ctx: Ctx, memberId: string, steps: string[]): Promise<void> {
  if (steps.length === 0) return
  const community = communityOf(ctx)
  await transaction(ctx, note)

  async function note(ctx: Ctx): Promise<void> {
    const fresh = await ctx.db
      .insertInto('onboarding_done')
      .values(steps.map((step_id) => ({ community_id: community.id, step_id, member_id: memberId, at: ctx.now })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('step_id')
      .execute()
    for (const { step_id } of fresh)
      await record(ctx, 'member.onboarding-step-done', { member: memberId, subject: step_id })
    if (fresh.length > 0 && (await stepsOf(ctx, memberId)).every((step) => step.doneAt !== null || !step.required))
      await finish(ctx, memberId)
  }
}

async function finish(ctx: Ctx, memberId: string): Promise<void> {
  const moved = await ctx.db
    .updateTable('member')
    .set({ state: 'active', state_since: ctx.now })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', memberId)
    .where('state', '=', 'onboarding')
    .returning('id')
    .executeTakeFirst()
  if (moved) await record(ctx, 'member.onboarded', { member: memberId, subject: memberId })
}
