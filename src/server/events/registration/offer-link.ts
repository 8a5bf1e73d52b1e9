/** The link by which a member answers an offer from their mail, without signing in: good for that one offer. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, oneOf } from '../../foundations/input.ts'
import { query, verb } from '../../verb.ts'
import type { EventRow } from '../access.ts'
import { mustTakeAnswers } from './open.ts'
import { standingAfter } from './places.ts'
import { memberStanding, personBehind, writeAnswer } from './standing.ts'
import { lockedEvent, offerPlaces } from './waiting-list.ts'

const byLink = 'Whoever has the link from the letter in which the place was offered.'
const input = z.object({
  id,
  /** The member's id and the proof, from the link. */
  token: z.string('required').max(100),
})

export const offerPage = query(
  'events.offer',
  { input, does: 'The place that is offered to a member, and until when.', who: byLink },
  async (ctx, asked) => {
    const { event, standing } = await offered(ctx, asked)
    return {
      event: {
        id: event.id,
        title: event.title,
        starts_at: event.starts_at.toString(),
        ends_at: event.ends_at.toString(),
        zone: event.zone,
      },
      until: standing.offer_until!.toString(),
      mode: standing.mode,
    }
  },
)

export const answerOffer = verb(
  'events.answer-offer',
  {
    input: input.extend({ answer: oneOf(['yes', 'no']) }),
    does: 'Takes the place that was offered, or lets it go on to whoever waits next.',
    who: byLink,
  },
  async (ctx, asked) => {
    await lockedEvent(ctx, (await offered(ctx, asked)).event.id)
    const { event, member, standing } = await offered(ctx, asked)
    mustTakeAnswers(ctx, event)
    await record(ctx, 'event.answered', {
      member,
      subject: event.id,
      payload: { answer: asked.answer, before: 'offered' },
    })
    const after = standingAfter(event, standing, asked, ctx.now)
    await writeAnswer(
      ctx,
      event,
      member,
      after,
      asked.answer === 'yes' ? standing.replies : {},
      await personBehind(ctx, member),
    )
    if (asked.answer === 'no') await offerPlaces(ctx, event)
    return { answer: asked.answer }
  },
)

/** The token of the offer that stands until a moment. */
export function offerToken(ctx: Ctx, event: Pick<EventRow, 'id'>, member: string, until: Temporal.Instant): string {
  const proof = createHmac('sha256', ctx.site.secret)
    .update(`offer ${event.id} ${member} ${until.toString()}`)
    .digest('base64url')
  return `${member}.${proof}`
}

/** Throws NotFound for a link that was made up, and Conflict for an offer that was answered or has ended. */
async function offered(ctx: Ctx, { id, token }: z.output<typeof input>) {
  const [, member] = /^([\da-f-]{36})\.[\w-]{43}$/.exec(token) ?? []
  if (member === undefined) throw new NotFound('registration.offer')
  const event = await ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!event) throw new NotFound('events.event')
  const standing = await memberStanding(ctx, event, member)
  if (standing.answer !== 'offered') throw new Conflict('registration.offer-over')
  const expected = offerToken(ctx, event, member, standing.offer_until!)
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(token))) throw new NotFound('registration.offer')
  return { event, member, standing }
}
