import { communityOf, type Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { record } from '../facts.ts'
import { newId } from '../foundations/id.ts'
import { circlesOf, type Circle } from './circles.ts'

/**
 * Gives a person a place in a circle, making them a member first if they are none. Who is in an inner circle is in the
 * wider ones too. Doing it again changes nothing. Returns the member's id.
 * Throws Conflict `communities.suspended` for somebody who was suspended.
 */
export async function admit(ctx: Ctx, personId: string, circle: Circle): Promise<string> {
  const memberId = await makeMember(ctx, personId)
  const wider = (await circlesOf(ctx)).filter((other) => other.position <= circle.position)
  const placed = await ctx.db
    .insertInto('circle_place')
    .values(
      wider.map(({ id }) => ({
        community_id: communityOf(ctx).id,
        circle_id: id,
        member_id: memberId,
        since: ctx.now,
        granted_by: ctx.actor?.id ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('circle_id')
    .execute()
  for (const { circle_id } of placed) {
    await record(ctx, 'member.entered-circle', { member: memberId, subject: circle_id })
  }
  return memberId
}

async function makeMember(ctx: Ctx, personId: string): Promise<string> {
  const community = communityOf(ctx)
  const before = await ctx.db
    .selectFrom('member')
    .select(['id', 'state'])
    .where('community_id', '=', community.id)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst()
  if (before?.state === 'suspended') throw new Conflict('communities.suspended')
  if (before && !['left', 'retired', 'invited'].includes(before.state)) return before.id
  if (before) {
    await ctx.db
      .updateTable('member')
      .set({ state: 'onboarding', state_since: ctx.now })
      .where('community_id', '=', community.id)
      .where('id', '=', before.id)
      .execute()
    await record(ctx, 'member.returned', { member: before.id })
    return before.id
  }
  const made = await ctx.db
    .insertInto('member')
    .values({
      community_id: community.id,
      id: newId(ctx.now),
      person_id: personId,
      state: 'onboarding',
      state_since: ctx.now,
      joined_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['community_id', 'person_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  // Pressed twice at once: the other one is done by now, and has made them a member.
  if (!made) return makeMember(ctx, personId)
  await record(ctx, 'member.joined', { member: made.id, subject: made.id })
  return made.id
}
