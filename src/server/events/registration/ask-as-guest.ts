/** A visitor asks to come to a public event. Nothing is theirs before they have confirmed by the letter. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import { record } from '../../facts.ts'
import { email, flag, id, line, oneOf, optional } from '../../foundations/input.ts'
import { hashOf, newId } from '../../foundations/id.ts'
import { countTry, networkOf, type Visit } from '../../people/index.ts'
import { allow } from '../../permissions/index.ts'
import { comeAsGuest } from '../../permissions/registration.ts'
import { readInput } from '../../verb.ts'
import { eventFor, type EventRow } from '../access.ts'
import { ways } from '../answer.ts'
import { guestSecret, type GuestRow } from './guest.ts'
import { writeGuestLetter, writeMemberLetter } from './guest-letters.ts'
import { mustTakeAnswers } from './open.ts'
import { readReplies, replies } from './questions.ts'

const typed = z.object({
  id,
  name: line(),
  email,
  organisation: optional(line()),
  mode: optional(oneOf(ways)),
  consent: flag.refine((agreed) => agreed, 'registration.consent'),
  replies,
})

/**
 * Writes the visitor down and mails them the way to confirm. The answer is the same for an address that is known, that of
 * a member and that of nobody: the letter tells which. Throws NotAllowed where the event takes no guests, TooMany for too
 * many letters.
 */
export async function askAsGuest(ctx: Ctx, visit: Visit, raw: unknown): Promise<{ email: string }> {
  const asked = readInput(typed, raw)
  const event = await eventFor(ctx, asked.id)
  allow(ctx, comeAsGuest, event)
  mustTakeAnswers(ctx, event)
  const given = readReplies(event.questions, 'yes', asked.replies ?? {})
  await countTry(ctx, [
    ['guest-letter-to-address', asked.email],
    ['guest-letters-from-network', networkOf(visit.address)],
  ])
  await transaction(ctx, async (ctx) => {
    const member = await memberWithAddress(ctx, event, asked.email)
    if (member) return writeMemberLetter(ctx, event, member)
    const guest = await writeDown(ctx, event, { ...asked, replies: given })
    if (guest.at.equals(ctx.now)) {
      await record(ctx, 'event.guest-asked', { member: null, subject: event.id, payload: { guest: guest.id } })
    }
    return writeGuestLetter(ctx, event, guest)
  })
  return { email: asked.email }
}

/** A new guest, or one who was there: what they typed counts until they have confirmed, then only their own page changes it. */
async function writeDown(ctx: Ctx, event: EventRow, asked: z.output<typeof typed>): Promise<GuestRow> {
  const guest = newId(ctx.now)
  const mode = event.place === 'hybrid' ? (asked.mode ?? 'room') : null
  const { rows } = await sql<GuestRow>`
    insert into guest as g (community_id, event_id, id, name, email, organisation, token_hash, locale, zone, mode, at, replies, consented_at)
    values (${event.community_id}, ${event.id}, ${guest}, ${asked.name}, ${asked.email}, ${asked.organisation ?? null},
            ${hashOf(guestSecret(ctx, guest))}, ${ctx.locale}, ${ctx.zone}, ${mode}, ${ctx.now}, ${JSON.stringify(asked.replies)}, ${ctx.now})
    on conflict (community_id, event_id, lower(email)) where email is not null do update set
      name = case when g.answer = 'asked' then excluded.name else g.name end,
      organisation = case when g.answer = 'asked' then excluded.organisation else g.organisation end,
      mode = case when g.answer = 'asked' then excluded.mode else g.mode end,
      replies = case when g.answer = 'asked' then excluded.replies else g.replies end
    returning g.*`.execute(ctx.db)
  return rows[0]!
}

/** A member who may come needs no guest's letter: they answer on the event's page. */
async function memberWithAddress(ctx: Ctx, event: EventRow, address: string) {
  return ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.email', 'p.locale'])
    .where('m.community_id', '=', communityOf(ctx).id)
    .where('m.state', 'in', takesPart)
    .where(sql`lower(p.email)`, '=', address)
    .$if(event.circle_id !== null, (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('circle_place as cp')
            .select('cp.member_id')
            .whereRef('cp.community_id', '=', 'm.community_id')
            .whereRef('cp.member_id', '=', 'm.id')
            .where('cp.circle_id', '=', event.circle_id),
        ),
      ),
    )
    .executeTakeFirst()
}
