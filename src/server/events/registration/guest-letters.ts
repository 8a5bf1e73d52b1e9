/** Letters to whoever asked to come as a guest. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { writeMail, type Letter } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { momentInWords } from '../moment.ts'
import { guestAddress, type GuestRow } from './guest.ts'

/**
 * The way to the guest's own page: to confirm, or, where they have confirmed, to look at it again. What was typed by
 * somebody who has not shown that the address is theirs is not repeated: nobody sends messages to others through us.
 */
export async function writeGuestLetter(ctx: Ctx, event: EventRow, guest: GuestRow): Promise<void> {
  const w = words(guest.locale)
  const asked = guest.answer === 'asked'
  const letter: Letter = {
    subject: w(asked ? 'registration.mail.confirm.subject' : 'registration.mail.known.subject', { title: event.title }),
    blocks: [
      {
        kind: 'text',
        text: w(asked ? 'registration.mail.confirm.lead' : 'registration.mail.known.lead', told(ctx, event, guest, w)),
      },
      {
        kind: 'link',
        label: w(asked ? 'registration.mail.confirm.link' : 'registration.mail.known.link'),
        url: guestAddress(ctx, guest),
      },
      { kind: 'text', text: w('registration.mail.keep') },
    ],
    why: w('registration.mail.confirm.why', { community: communityOf(ctx).name }),
  }
  await writeMail(ctx, toGuest(guest), letter, { kind: 'guest-confirm', asked: true })
}

/** Somebody typed a member's address: members answer on the event's page. */
export async function writeMemberLetter(
  ctx: Ctx,
  event: EventRow,
  member: { id: string; email: string; locale: string },
): Promise<void> {
  const w = words(member.locale)
  const community = communityOf(ctx)
  const letter: Letter = {
    subject: w('registration.mail.member.subject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('registration.mail.member.lead', { title: event.title, community: community.name }) },
      {
        kind: 'link',
        label: w('registration.mail.member.link'),
        url: `${ctx.site.url}/${community.slug}/events/${event.id}`,
      },
    ],
    why: w('registration.mail.confirm.why', { community: community.name }),
  }
  await writeMail(ctx, { email: member.email, locale: member.locale, personId: member.id }, letter, {
    kind: 'guest-is-member',
    asked: true,
  })
}

/** Where letters to a guest go. */
export function toGuest(guest: GuestRow) {
  return { email: guest.email!, locale: guest.locale }
}

function told(ctx: Ctx, event: EventRow, guest: GuestRow, w: Words) {
  return {
    name: guest.name,
    title: event.title,
    community: communityOf(ctx).name,
    when: momentInWords(event.starts_at, event.ends_at, guest.zone, event.zone, w),
  }
}
