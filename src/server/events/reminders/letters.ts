/** The one mail of a day: what is ahead, and what has not been answered. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { hashOf } from '../../foundations/id.ts'
import { writeMail, type Letter, type LetterBlock } from '../../foundations/mail/index.ts'
import {
  hasWayIn,
  howToAnswer,
  linkLine,
  mailAbout,
  pageOf,
  whenLine,
  whereLine,
  type Recipient,
} from '../invitations/index.ts'
import { stopUrl } from '../mail-choice.ts'
import { guestStopUrl } from '../registration/index.ts'
import type { EventRow } from '../access.ts'
import type { Told } from './timing.ts'

/** Something that a person is told in their mail of the day. */
export interface Due extends Told {
  event: EventRow
  answer: string | null
  /** The row of a guest at this event. */
  guest_id: string | null
}

/**
 * Writes the mail of a day (`YYYY-MM-DD` by the reader's clock), nearest event first; `false` where theirs was written
 * before. A lone question comes with the event, to be answered from a calendar program.
 */
export async function mailReminder(ctx: Ctx, to: Recipient, due: readonly Due[], day: string): Promise<boolean> {
  const [first, ...others] = due as [Due, ...Due[]]
  const once = `event-reminder:${day}`
  if (others.length === 0 && first.kind === 'question') {
    const write = (_: Recipient, w: Words) => letterOf(ctx, to, due, w)
    return (await mailAbout(ctx, first.event, [to], { kind: 'event-question', once, write })) === 1
  }
  const w = words(to.locale)
  const id = await writeMail(
    ctx,
    { email: to.email, locale: to.locale, personId: to.person_id },
    letterOf(ctx, to, due, w),
    {
      kind: 'event-reminder',
      once: `${once}:${to.member_id ?? hashOf(to.email.toLowerCase())}`,
      until: due.at(-1)!.event.starts_at,
    },
  )
  return id !== null
}

function letterOf(ctx: Ctx, to: Recipient, due: readonly Due[], w: Words): Letter {
  const [first, ...others] = due as [Due, ...Due[]]
  const { title } = first.event
  return {
    subject:
      others.length > 0
        ? w('reminders.several', { n: due.length, community: communityOf(ctx).name })
        : w(first.kind === 'question' ? 'reminders.questionSubject' : 'reminders.subject', {
            title,
            ...until(ctx, first, to.zone),
          }),
    blocks: [
      ...due.flatMap((one) => about(ctx, to, one, w)),
      ...(due.every(({ kind }) => kind === 'question') && others.length === 0 ? howToAnswer(ctx, w) : []),
    ],
    why: w(to.guest_id ? 'reminders.whyGuest' : 'reminders.why', { community: communityOf(ctx).name }),
    stopUrl: to.guest_id ? guestStopUrl(ctx, to.guest_id) : stopUrl(ctx, 'reminders', to.member_id!),
  }
}

function about(ctx: Ctx, { zone }: Recipient, { kind, event, answer, guest_id }: Due, w: Words): LetterBlock[] {
  const wayIn = hasWayIn(answer)
  const said = kind === 'question' ? 'question' : answer === 'yes' ? 'yes' : 'maybe'
  return [
    { kind: 'text', text: w(`reminders.${said}`, { title: event.title }) },
    {
      kind: 'list',
      items: [whenLine(event, zone, w), whereLine(event, wayIn, w), ...linkLine(event, wayIn, w)],
    },
    pageOf(ctx, event, { guest_id }, w(answer ? 'events.mail.page' : 'invitations.mail.page')),
  ]
}

/** How far off it is when the mail is written: days by the reader's calendar, hours of what is on the same day. */
function until(ctx: Ctx, { event }: Due, zone: string) {
  const dayOf = (moment: Temporal.Instant) => moment.toZonedDateTimeISO(zone).toPlainDate()
  return {
    days: dayOf(ctx.now).until(dayOf(event.starts_at)).days,
    hours: Math.max(1, Math.round(ctx.now.until(event.starts_at).total('hours'))),
  }
}
