/** What comes back to the address of an invitation: it is counted, or whoever sent it is told why not. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotAllowed, type CopseError } from '../../errors.ts'
import type { Message, Outcome, Purpose } from '../../foundations/mail-in/index.ts'
import { writeMail, type Letter } from '../../foundations/mail/index.ts'
import { answererOf, inviteOf, type Answerer, type Invite } from './answerer.ts'
import { understood, type Said } from './said.ts'

/** What the address of an invitation means. */
export const invitationPurpose: Purpose = { take, refuse }

/**
 * Counts the answer as if it were given on the page. Throws an error of the house where that cannot be: not understood,
 * not theirs, outdated, or whatever forbids it on the page.
 */
async function take(ctx: Ctx, message: Message, id: string): Promise<Outcome> {
  const invite = await inviteOf(ctx, id)
  const answerer = await answererOf(ctx, invite)
  const whose = { community: invite.community_id, person: answerer.personId }
  const said = understood(message, invite.event_id)
  if (!said) return { ...whose, state: 'ignored', reason: 'mail-in.automatic' }
  needFromInvited(message, said, [invite.email, answerer.email])
  const at = earlier(said.stamp ?? message.date ?? ctx.now, ctx.now)
  if (isOlder(at, invite, answerer)) return { ...whose, state: 'ignored', reason: 'invitations.older' }
  if (said.sequence !== null && said.sequence < invite.sequence) throw new Conflict('invitations.outdated')
  await answerer.give(said.answer)
  await noteStamp(ctx, invite, at)
  return { ...whose, state: 'done', reason: `invitations.counted-${said.answer}` }
}

/** The secret address can be forwarded: an answer counts for nobody but whoever it was sent to. */
function needFromInvited(message: Message, said: Said, theirs: readonly string[]): void {
  const isNamed = said.attendees.every((email) => theirs.some((own) => own.toLowerCase() === email))
  if (!isFrom(message, theirs) || !isNamed)
    throw new NotAllowed('invitations.not-theirs', { sender: message.from ?? '' })
}

function isFrom({ from, replyTo }: Message, theirs: readonly string[]): boolean {
  const own = new Set(theirs.map((email) => email.toLowerCase()))
  return [from ?? '', ...replyTo].some((email) => own.has(email))
}

/** The newest answer counts, given by mail or on the page (RFC 5546, 2.1.5). */
function isOlder(at: Temporal.Instant, invite: Invite, { answeredAt }: Answerer): boolean {
  if (invite.answered_stamp && Temporal.Instant.compare(at, invite.answered_stamp) <= 0) return true
  // What we counted by mail ourselves was written when the mail was read, which says nothing about when it was given.
  const onPage = answeredAt && !(invite.answered_at && Temporal.Instant.compare(answeredAt, invite.answered_at) <= 0)
  return Boolean(onPage) && Temporal.Instant.compare(at, wholeSecond(answeredAt!)) < 0
}

/** Calendars write no fractions of a second. */
function wholeSecond(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'second', roundingMode: 'floor' })
}

/** A clock that runs ahead must not keep later answers out. */
function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b
}

async function noteStamp(ctx: Ctx, invite: Invite, at: Temporal.Instant): Promise<void> {
  await ctx.db
    .updateTable('event_invite')
    .set({ answered_stamp: at, answered_at: ctx.now })
    .where('community_id', '=', invite.community_id)
    .where('id', '=', invite.id)
    .execute()
}

/** Where all places are taken the yes waits for one; everything else is told to whoever sent it, once a day at most. */
async function refuse(ctx: Ctx, message: Message, id: string, problem: CopseError): Promise<Outcome> {
  const refused = { state: 'refused' as const, reason: problem.code, params: problem.params }
  if (problem.code === 'invitations.gone') return refused
  const invite = await inviteOf(ctx, id)
  if (problem.code === 'members-only') return { ...refused, community: invite.community_id }
  const answerer = await answererOf(ctx, invite)
  const whose = { community: invite.community_id, person: answerer.personId }
  if (problem.code === 'events.full') {
    await answerer.give('waiting')
    await noteStamp(ctx, invite, earlier(message.date ?? ctx.now, ctx.now))
    await tell(answerer, invite, answerer, 'waiting')
    return { ...whose, state: 'done', reason: 'invitations.waiting' }
  }
  // What somebody else sent to their address is told to whoever sent it.
  if (isFrom(message, [invite.email, answerer.email])) await tell(answerer, invite, answerer, 'refused', problem)
  else if (message.from)
    await tell(answerer, invite, { email: message.from, locale: answerer.locale }, 'refused', problem)
  return { ...refused, ...whose }
}

async function tell(
  { ctx, url, personId, email }: Answerer,
  invite: Invite,
  to: { email: string; locale: string },
  how: 'waiting' | 'refused',
  problem?: CopseError,
): Promise<void> {
  const w = words(to.locale)
  const event = await ctx.db
    .selectFrom('event')
    .select('title')
    .where('community_id', '=', invite.community_id)
    .where('id', '=', invite.event_id)
    .executeTakeFirstOrThrow()
  const isTheirs = to.email === email
  const letter: Letter = {
    subject: w(`invitations.${how}.subject`, event),
    blocks: [
      { kind: 'text', text: w(`invitations.${how}.body`, event) },
      ...(problem ? [{ kind: 'text' as const, text: sentenceOf(problem, w) }] : []),
      // A guest's page is theirs alone.
      ...(isTheirs ? [{ kind: 'link' as const, label: w('invitations.mail.pageOnly'), url }] : []),
    ],
    why: w('invitations.refused.why', { community: communityOf(ctx).name }),
  }
  const day = ctx.now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  await writeMail(ctx, { ...to, personId: isTheirs ? personId : null }, letter, {
    kind: 'event-answer',
    once: `event-answer:${invite.id}:${to.email}:${problem?.code ?? how}:${day}`,
  })
}

/** The words of `events.full` stand at `events.errors.full`. */
function sentenceOf(problem: CopseError, w: Words): string {
  const [room, ...rest] = problem.code.split('.')
  const params = problem.params as Record<string, string>
  return w.maybe(`${room}.errors.${rest.join('.')}`, params) ?? w(`porch.kinds.${problem.kind}`, { seconds: 60 })
}
