/** A letter about an event with the event itself, as a calendar message that a program can answer. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { calendarFile } from '../../foundations/calendar/index.ts'
import { addressFor } from '../../foundations/mail-in/index.ts'
import { writeMail, type Letter } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { calendarEntry, organiserOf } from '../calendar-file.ts'
import { idOf, noteRequests, type Recipient } from './recipients.ts'

/** What answers to a request come back for: the word before the plus in its address. */
export const purpose = 'rsvp'

export interface Wave {
  kind: string
  /** The name under which each letter is written once: the id of the member or guest follows. */
  once: string
  write(recipient: Recipient, w: Words): Letter
}

/**
 * Writes to each of them, in their language. Where this installation receives mail the calendar message is a request (or
 * a cancellation) that is answered to an address of its own; where it does not, it is news. Returns how
 * many were written.
 */
export async function mailAbout(
  ctx: Ctx,
  event: EventRow,
  recipients: readonly Recipient[],
  wave: Wave,
): Promise<number> {
  return transaction(ctx, async (ctx) => {
    const noted = await noteRequests(ctx, event, recipients)
    let written = 0
    for (const recipient of noted) {
      const w = words(recipient.locale)
      const { email, locale, person_id } = recipient
      const id = await writeMail(ctx, { email, locale, personId: person_id }, wave.write(recipient, w), {
        kind: wave.kind,
        once: `${wave.once}:${idOf(recipient)}`,
        until: event.state === 'cancelled' ? event.ends_at : event.starts_at,
        attachments: [attachment(ctx, event, recipient, w)],
        ...(ctx.site.mailIn ? { headers: { 'Reply-To': answerAddress(ctx, recipient.invite) } } : {}),
      })
      if (id) written++
    }
    return written
  })
}

/** Where the answer of that invitation comes in. Only where this installation receives mail. */
export function answerAddress(ctx: Ctx, invite: string): string {
  return addressFor(ctx.site.mailIn!, ctx.site.secret, { purpose, id: invite })
}

/** The event for this one reader: with the way in for those who said that they come, or may. */
export function attachment(ctx: Ctx, event: EventRow, recipient: Recipient & { invite: string }, w: Words) {
  const { answer, name, email } = recipient
  const wayIn = answer === 'yes' || answer === 'maybe'
  const entry = { ...calendarEntry(ctx, event, { answer, wayIn, w }), stamp: ctx.now }
  const file = (method: 'REQUEST' | 'PUBLISH' | 'CANCEL' | undefined, more: object) => ({
    filename: 'invite.ics',
    contentType: `text/calendar; charset=utf-8${method ? `; method=${method}` : ''}`,
    content: calendarFile({ ...(method ? { method } : {}), language: w.locale, events: [{ ...entry, ...more }] }),
  })
  const off = event.state === 'cancelled'
  // METHOD needs an organiser to name (RFC 5546, 3.2): where nothing can be sent there is none.
  if (!ctx.site.mailIn) return file(organiserOf(ctx) ? (off ? 'CANCEL' : 'PUBLISH') : undefined, {})
  return file(off ? 'CANCEL' : 'REQUEST', {
    organiser: { name: communityOf(ctx).name, email: answerAddress(ctx, recipient.invite) },
    attendee: { name, email, answer },
  })
}
