/** Asking what came of an event: one letter, each answer a link that needs only one press more. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { hashOf, newId, newSecret } from '../../foundations/id.ts'
import { writeMail, type Letter } from '../../foundations/mail/index.ts'
import { stopUrl } from '../mail-choice.ts'
import { guestStopUrl } from '../registration/index.ts'
import { askedIn, roundsDue, type Asked, type Round } from './due.ts'
import { followUpQuestions } from './questions.ts'

/** Days for which a link answers, and lets what was told be changed. */
const answersFor = 60

/**
 * Writes to everybody in the community at hand for whom a time of asking has come. Each day; safe to repeat. Nothing while the
 * community's mail is off. Returns how many were written to.
 */
export async function askWhatCame(ctx: Ctx): Promise<number> {
  if (!communityOf(ctx).mailOn) return 0
  let written = 0
  for (const round of await roundsDue(ctx)) written += await transaction(ctx, (ctx) => askRound(ctx, round))
  return written
}

async function askRound(ctx: Ctx, round: Round): Promise<number> {
  const { event, days } = round
  const asked = (await askedIn(ctx, round)).map((each) => ({ ...each, id: newId(ctx.now), secret: newSecret() }))
  if (asked.length === 0) return 0
  const given = await ctx.db
    .insertInto('follow_up')
    .values(
      asked.map(({ id, member_id, guest_id, secret }) => ({
        community_id: event.community_id,
        event_id: event.id,
        days,
        id,
        member_id,
        guest_id,
        token_hash: hashOf(secret),
        mailed_at: ctx.now,
        expires_at: ctx.now.add({ hours: 24 * answersFor }),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  const fresh = new Set(given.map(({ id }) => id))
  for (const each of asked.filter(({ id }) => fresh.has(id)))
    await writeMail(
      ctx,
      { email: each.email, locale: each.locale, personId: each.person_id },
      followUpLetter(ctx, round, each, words(each.locale)),
      {
        kind: 'event-follow-up',
        once: `follow-up:${event.id}:${days}:${each.member_id ?? each.guest_id}`,
        until: ctx.now.add({ hours: 24 * answersFor }),
      },
    )
  return fresh.size
}

/** The letter as somebody gets it; the closing screen shows it long before it goes. */
export function followUpLetter(
  ctx: Ctx,
  { event, days }: { event: Pick<Round['event'], 'title' | 'confidence'>; days: number },
  to: Pick<Asked, 'member_id' | 'guest_id' | 'was_there'> & { secret: string },
  w: Words,
): Letter {
  const questions = followUpQuestions(w.locale)
  const url = `${ctx.site.url}/in/loop-back/${to.secret}`
  return {
    subject: w('followUp.mail.subject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w(`followUp.mail.${to.was_there ? 'there' : 'missed'}`, { title: event.title, days }) },
      { kind: 'text', text: questions.used },
      {
        kind: 'choices',
        choices: questions.uses.map(({ value, label }) => ({ label, url: `${url}/${value}` })),
      },
      { kind: 'text', text: w('followUp.mail.how') },
      { kind: 'text', text: w(event.confidence === 'nothing-leaves' ? 'followUp.stays' : 'followUp.promise') },
    ],
    why: w('followUp.mail.why', { community: communityOf(ctx).name }),
    ...(to.member_id ? { stopUrl: stopUrl(ctx, 'questions', to.member_id) } : {}),
    ...(to.guest_id ? { stopUrl: guestStopUrl(ctx, to.guest_id) } : {}),
  }
}
