/** Letters about places: one is offered, was passed on, was given by hand; and somebody else has answered. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { calendarFile } from '../../foundations/calendar/index.ts'
import { writeMail, type Attachment, type Letter, type LetterBlock } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { calendarEntry } from '../calendar-file.ts'
import { momentInWords, spanInWords } from '../moment.ts'
import { reachedBy, type Reached } from './comer.ts'
import { offerToken } from './offer-link.ts'

/** The reaction to `event.place-offered`. An offer that was answered meanwhile needs no letter. */
export async function mailOffer(ctx: Ctx, fact: Fact): Promise<void> {
  await write(ctx, fact, 'place-offered', (event, to, w) => {
    if (to.answer !== 'offered' || !to.offer_until) return null
    const until = spanInWords(to.offer_until, to.offer_until, to.zone, w).replace(/–[^–]*$/, '')
    const url = fact.memberId ? `${to.url}/place/${offerToken(ctx, event, fact.memberId, to.offer_until)}` : to.url
    return {
      subject: w('registration.mail.offer.subject', { title: event.title }),
      blocks: [
        text(w('registration.mail.offer.lead', { title: event.title, when: when(event, to, w), until })),
        { kind: 'link', label: w('registration.mail.offer.link'), url },
        text(w('registration.mail.offer.after')),
      ],
      why: w('registration.mail.waited', { community: communityOf(ctx).name }),
    }
  })
}

/** The reaction to `event.offer-ended`. */
export async function mailOfferEnded(ctx: Ctx, fact: Fact): Promise<void> {
  await write(ctx, fact, 'offer-ended', (event, to, w) => ({
    subject: w('registration.mail.ended.subject', { title: event.title }),
    blocks: [
      text(w('registration.mail.ended.lead', { title: event.title, when: when(event, to, w) })),
      { kind: 'link', label: w('registration.mail.ended.link'), url: to.url },
    ],
    why: w('registration.mail.waited', { community: communityOf(ctx).name }),
  }))
}

/** The reaction to `event.place-given`. */
export async function mailPlaceGiven(ctx: Ctx, fact: Fact): Promise<void> {
  await write(ctx, fact, 'place-given', (event, to, w) => ({
    subject: w('registration.mail.given.subject', { title: event.title }),
    blocks: [
      text(w('registration.mail.given.lead', { title: event.title, when: when(event, to, w) })),
      { kind: 'link', label: w('events.mail.page'), url: to.url },
    ],
    why: w('registration.mail.waited', { community: communityOf(ctx).name }),
  }))
}

/** The reaction to `event.answered-for`: whoever was answered for is told by whom, and how to say otherwise. */
export async function mailAnsweredFor(ctx: Ctx, fact: Fact): Promise<void> {
  const by = await ctx.db.selectFrom('person').select('name').where('id', '=', fact.actorId).executeTakeFirst()
  await write(ctx, fact, 'answered-for', (event, to, w) => {
    // Somebody who answered for themselves from the list knows it.
    if (to.person_id !== null && to.person_id === fact.actorId) return null
    const { answer } = fact.payload as { answer: string }
    const told = { by: by?.name ?? communityOf(ctx).name, answer, title: event.title, when: when(event, to, w) }
    return {
      subject: w('registration.mail.for.subject', told),
      blocks: [
        text(w('registration.mail.for.lead', told)),
        { kind: 'link', label: w('registration.mail.for.link'), url: to.url },
      ],
      why: w('registration.mail.for.why', { community: communityOf(ctx).name }),
    }
  })
}

/** Writes to whoever the fact is about, once; nothing where the event is over. */
async function write(
  ctx: Ctx,
  fact: Fact,
  kind: string,
  letterFor: (event: EventRow, to: Reached, w: Words) => Letter | null,
): Promise<void> {
  const event = await ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', fact.subjectId!)
    .executeTakeFirst()
  if (!event || event.state !== 'planned' || event.starts_at.epochMilliseconds <= ctx.now.epochMilliseconds) return
  const to = await reachedBy(ctx, event, fact)
  if (!to) return
  const w = words(to.locale)
  const letter = letterFor(event, to, w)
  if (!letter) return
  await transaction(ctx, async (ctx) =>
    writeMail(ctx, { email: to.email, locale: to.locale, personId: to.person_id }, letter, {
      kind,
      once: `${kind}:${fact.id}`,
      // A place waits for their answer, or is theirs: that does not wait for the community's mail to be switched on.
      asked: true,
      ...(to.answer === 'yes' ? { attachments: [file(ctx, event, w)] } : {}),
    }),
  )
}

function file(ctx: Ctx, event: EventRow, w: Words): Attachment {
  const entry = calendarEntry(ctx, event, { answer: 'yes', wayIn: true, w })
  return {
    filename: 'event.ics',
    contentType: 'text/calendar; charset=utf-8',
    content: calendarFile({ language: w.locale, events: [entry] }),
  }
}

const when = (event: EventRow, to: Reached, w: Words): string =>
  momentInWords(event.starts_at, event.ends_at, to.zone, event.zone, w)

const text = (text: string): LetterBlock => ({ kind: 'text', text })
