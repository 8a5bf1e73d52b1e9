/** What letters about events say in the same words: when, where, how to join, the page, and why one gets them. */
import type { Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import type { LetterBlock } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { momentInWords, spanInWords } from '../moment.ts'
import { guestAddress } from '../registration/index.ts'
import type { Recipient } from './recipients.ts'

/** How an event was before it was changed, as its fact keeps it. */
export interface Before {
  title: string
  starts_at: string
  ends_at: string
  zone: string
  place: string
  place_text: string | null
}

/** The reader's time and the organiser's, and the reader's time before, where that has changed. */
export function whenLine(event: EventRow, zone: string, w: Words, before?: Before): string {
  const when = momentInWords(event.starts_at, event.ends_at, zone, event.zone, w)
  const [from, to] = [before?.starts_at, before?.ends_at].map((at) => at && Temporal.Instant.from(at))
  const was = from && to ? spanInWords(from, to, zone, w) : undefined
  return !was || when.startsWith(was) ? w('events.mail.when', { when }) : w('events.mail.whenWas', { when, was })
}

/** Where it is. A number to dial is a way in like a link: only with `wayIn`. */
export function whereLine(event: EventRow, wayIn: boolean, w: Words, before?: Before): string {
  const named = ({ place, place_text }: { place: string; place_text: string | null }) =>
    (place === 'phone' && !wayIn ? null : place_text) ?? w(`events.place.${place as 'online'}`)
  const where = named(event)
  const was = before && named(before)
  return !was || was === where ? w('events.mail.where', { where }) : w('events.mail.whereWas', { where, was })
}

/** The link and the numbers to dial, for those who may have them. */
export function linkLine(event: EventRow, wayIn: boolean, w: Words): string[] {
  if (!wayIn) return []
  return [
    ...(event.place_link ? [w('events.mail.link', { link: event.place_link })] : []),
    ...(event.place_dial ? [w('events.mail.dial', { dial: event.place_dial })] : []),
  ]
}

/** Who said that they come, or may, has the way in. */
export const hasWayIn = (answer: string | null): boolean => answer === 'yes' || answer === 'maybe'

/** Where they answer: the event's page, or a guest's own. */
export function pageOf(
  ctx: Ctx,
  event: Pick<EventRow, 'id'>,
  to: Pick<Recipient, 'guest_id'>,
  label: string,
): LetterBlock {
  const url = to.guest_id
    ? guestAddress(ctx, { id: to.guest_id, event_id: event.id })
    : `${ctx.site.url}/${communityOf(ctx).slug}/events/${event.id}`
  return { kind: 'link', label, url }
}

/** `You get this because …` */
export function whyLine(ctx: Ctx, answer: string | null, w: Words): string {
  return w('invitations.why', { answer: answer ?? 'none', community: communityOf(ctx).name })
}

/** How to answer without the page, where answers by mail come in. */
export function howToAnswer(ctx: Ctx, w: Words): LetterBlock[] {
  return ctx.site.mailIn ? [{ kind: 'text', text: w('invitations.mail.how') }] : []
}
