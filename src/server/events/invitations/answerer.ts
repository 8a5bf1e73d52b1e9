/** Whoever an invitation was sent to, as they answer by mail: a member who acts for themselves, or a guest. */
import { sql } from 'kysely'
import { communityOf, memberOf, personOf, type Ctx } from '../../ctx.ts'
import { NotAllowed, NotFound } from '../../errors.ts'
import { asMember, inCommunity } from '../as-member.ts'
import type { Answer } from '../answer.ts'
import { answerAsGuest, guestAddress, guestSecret, rsvp } from '../registration/index.ts'

export interface Invite {
  community_id: string
  id: string
  event_id: string
  member_id: string | null
  guest_id: string | null
  email: string
  sequence: number
  answered_stamp: Temporal.Instant | null
  answered_at: Temporal.Instant | null
}

export interface Answerer {
  /** Acting by mail. */
  ctx: Ctx
  personId: string | null
  email: string
  locale: string
  /** Where they answer on a page. */
  url: string
  /** When they answered last, on a page or by mail. */
  answeredAt: Temporal.Instant | null
  /** Says it for them, as on the page. Throws as `rsvp` does. */
  give(answer: Answer | 'waiting'): Promise<unknown>
}

/** The invitation that an address is about. Throws NotFound `invitations.gone`. */
export async function inviteOf(ctx: Ctx, id: string): Promise<Invite> {
  const invite = await ctx.db
    .selectFrom('event_invite')
    .select([
      'community_id',
      'id',
      'event_id',
      'member_id',
      'guest_id',
      'email',
      'sequence',
      'answered_stamp',
      'answered_at',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!invite) throw new NotFound('invitations.gone')
  return invite
}

/** Whose it is. Throws NotAllowed `members-only` where they take part no more. */
export function answererOf(ctx: Ctx, invite: Invite): Promise<Answerer> {
  return invite.guest_id === null ? asInvitedMember(ctx, invite) : asGuest(ctx, invite, invite.guest_id)
}

async function asInvitedMember(ctx: Ctx, invite: Invite): Promise<Answerer> {
  const me = await asMember(ctx, sql`m.community_id = ${invite.community_id} and m.id = ${invite.member_id}`, 'mail')
  if (!me) throw new NotAllowed('members-only')
  const given = await ctx.db
    .selectFrom('rsvp')
    .select('at')
    .where('community_id', '=', invite.community_id)
    .where('event_id', '=', invite.event_id)
    .where('member_id', '=', memberOf(me).id)
    .executeTakeFirst()
  const { id, email, locale } = personOf(me)
  return {
    ctx: me,
    personId: id,
    email,
    locale,
    url: `${ctx.site.url}/${communityOf(me).slug}/events/${invite.event_id}`,
    answeredAt: given?.at ?? null,
    give: (answer) => rsvp(me, { id: invite.event_id, answer }),
  }
}

async function asGuest(ctx: Ctx, invite: Invite, id: string): Promise<Answerer> {
  const guest = await ctx.db
    .selectFrom('guest')
    .select(['email', 'locale', 'at'])
    .where('community_id', '=', invite.community_id)
    .where('event_id', '=', invite.event_id)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst()
  if (!guest) throw new NotAllowed('members-only')
  const me = await inCommunity(ctx, invite.community_id)
  return {
    ctx: me,
    personId: null,
    email: guest.email!,
    locale: guest.locale,
    url: guestAddress(me, { id, event_id: invite.event_id }),
    answeredAt: guest.at,
    give: (answer) => answerAsGuest(me, { token: guestSecret(me, id), answer }),
  }
}
