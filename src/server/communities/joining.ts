/** Coming in by the circle's own policy: at once where it is open, by a request where it asks for approval. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, personOf, type Ctx } from '../ctx.ts'
import { Conflict, NotAllowed, NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { id, lines, oneOf, optional, slug } from '../foundations/input.ts'
import { newId } from '../foundations/id.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { query, verb } from '../verb.ts'
import { admit } from './admit.ts'
import { circleFor, circlesOf } from './circles.ts'

export const joinCircle = verb(
  'communities.join',
  {
    input: z.object({ circle: slug }),
    does: 'Joins an open circle at once. Doing it again changes nothing.',
    who: 'Everybody who is signed in.',
  },
  async (ctx, input) => {
    const circle = await circleFor(ctx, input.circle)
    if (circle.policy !== 'open') throw new NotAllowed('communities.not-open', { circle: circle.name })
    return { member: await admit(ctx, personOf(ctx).id, circle) }
  },
)

export const askToJoin = verb(
  'communities.ask-to-join',
  {
    input: z.object({ circle: slug, message: optional(lines(2000)) }),
    does: 'Asks the stewards for a place in a circle that goes by approval.',
    who: 'Everybody who is signed in.',
  },
  async (ctx, input) => {
    const person = personOf(ctx)
    const circle = await circleFor(ctx, input.circle)
    if (circle.policy !== 'approval') throw new NotAllowed('communities.not-by-approval', { circle: circle.name })
    if (ctx.member?.circles.some((mine) => mine.id === circle.id)) throw new Conflict('communities.already-in')
    const made = await ctx.db
      .insertInto('join_request')
      .values({
        community_id: communityOf(ctx).id,
        id: newId(ctx.now),
        person_id: person.id,
        circle_id: circle.id,
        message: input.message ?? null,
        created_at: ctx.now,
      })
      // Said in the statement itself: a parameter does not tell PostgreSQL which partial index is meant once the plan is kept.
      .onConflict((conflict) =>
        conflict.columns(['community_id', 'circle_id', 'person_id']).where('state', '=', sql.lit('asked')).doNothing(),
      )
      .returning('id')
      .executeTakeFirst()
    if (made) await record(ctx, 'member.asked-to-join', { subject: made.id })
    return { asked: true }
  },
)

export const decideRequest = verb(
  'communities.decide-request',
  {
    input: z.object({ request: id, decision: oneOf(['accept', 'decline']), reason: optional(lines(2000)) }),
    does: 'Accepts or declines a request to join.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const request = await ctx.db
      .selectFrom('join_request')
      .selectAll()
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', input.request)
      .forUpdate()
      .executeTakeFirst()
    if (!request) throw new NotFound('communities.request')
    if (request.state !== 'asked') throw new Conflict('communities.request-decided')
    await ctx.db
      .updateTable('join_request')
      .set({
        state: input.decision === 'accept' ? 'accepted' : 'declined',
        decided_by: personOf(ctx).id,
        decided_at: ctx.now,
        reason: input.reason ?? null,
      })
      .where('community_id', '=', request.community_id)
      .where('id', '=', request.id)
      .execute()
    if (input.decision === 'decline') {
      await record(ctx, 'member.request-declined', { member: null, subject: request.id })
      return { member: null }
    }
    const circle = (await circlesOf(ctx)).find((each) => each.id === request.circle_id)!
    const member = await admit(ctx, request.person_id, circle)
    await record(ctx, 'member.request-accepted', { member, subject: request.id })
    return { member }
  },
)

export const requests = query(
  'communities.requests',
  { input: z.object({}), does: 'The requests to join that wait for a decision, oldest first.', who: steward.says },
  async (ctx) => {
    allow(ctx, steward, undefined)
    return waitingRequests(ctx)
  },
)

async function waitingRequests(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('join_request as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.community_id', '=', 'r.community_id').onRef('c.id', '=', 'r.circle_id'),
    )
    .select(['r.id', 'p.name', 'p.email', 'c.name as circle', 'r.message', 'r.created_at'])
    .where('r.community_id', '=', communityOf(ctx).id)
    .where('r.state', '=', 'asked')
    .orderBy('r.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, created_at: row.created_at.toString() }))
}
