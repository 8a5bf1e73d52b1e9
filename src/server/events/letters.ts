/** Mail to those who said that they come: the event has changed, or was called off. With the new calendar file. */
import { sql } from 'kysely'
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../ctx.ts'
import { takesPart } from '../communities/index.ts'
import type { Fact } from '../facts.ts'
import { calendarFile } from '../foundations/calendar/index.ts'
import { writeMail, type Letter, type LetterBlock } from '../foundations/mail/index.ts'
import type { EventRow } from './access.ts'
import { calendarEntry, organiserOf } from './calendar-file.ts'
import { momentInWords, spanInWords } from './moment.ts'

interface Guest {
  member_id: string
  person_id: string
  email: string
  locale: string
  zone: string
  answer: string
}

/** The reaction to `event.changed`: tells those who come, where the change is one that matters to them. */
export async function mailChange(ctx: Ctx, fact: Fact): Promise<void> {
  const { tell, sequence, before } = fact.payload as { tell?: boolean; sequence: number; before: Before }
  const event = tell ? await eventOf(ctx, fact) : undefined
  // Called off meanwhile, or told again by a later change: one mail is enough.
  if (!event || event.state !== 'planned' || (await isToldAgain(ctx, event, sequence))) return
  await mailGuests(ctx, event, fact, `event-changed:${event.id}:${sequence}`, (guest, w) =>
    changed(ctx, event, before, guest, w),
  )
}

/** The reaction to `event.cancelled`. */
export async function mailCancellation(ctx: Ctx, fact: Fact): Promise<void> {
  const event = await eventOf(ctx, fact)
  if (!event || event.state !== 'cancelled') return
  await mailGuests(ctx, event, fact, `event-cancelled:${event.id}`, (guest, w) => cancelled(ctx, event, guest, w))
}

interface Before {
  title: string
  starts_at: string
  ends_at: string
  zone: string
  place: string
  place_text: string | null
}

async function eventOf(ctx: Ctx, fact: Fact): Promise<EventRow | undefined> {
  return ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', fact.subjectId!)
    .executeTakeFirst()
}

async function isToldAgain(ctx: Ctx, event: EventRow, sequence: number): Promise<boolean> {
  const { rows } =
    await sql`select from fact where community_id = ${event.community_id} and subject_id = ${event.id} and kind = 'event.changed'
    and (payload->>'tell')::boolean and (payload->>'sequence')::int > ${sequence} limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** Everybody who said yes or maybe and may still come, but for whoever made the change. */
async function mailGuests(
  ctx: Ctx,
  event: EventRow,
  fact: Fact,
  once: string,
  write: (guest: Guest, w: Words) => Letter,
): Promise<void> {
  const { rows: guests } = await sql<Guest>`
    select r.member_id, p.id as person_id, p.email, p.locale, p.zone, r.answer
      from rsvp r
      join member m on m.community_id = r.community_id and m.id = r.member_id and m.state = any(${takesPart})
      join person p on p.id = m.person_id and p.erased_at is null
     where r.community_id = ${event.community_id} and r.event_id = ${event.id} and r.answer in ('yes', 'maybe')
       and p.id is distinct from ${fact.actorId}::uuid
       and (${event.circle_id}::uuid is null or exists (
             select from circle_place cp where cp.community_id = r.community_id and cp.circle_id = ${event.circle_id}::uuid and cp.member_id = r.member_id))
     order by r.member_id`.execute(ctx.db)
  await transaction(ctx, async (ctx) => {
    for (const guest of guests) {
      const w = words(guest.locale)
      await writeMail(ctx, { email: guest.email, locale: guest.locale, personId: guest.person_id }, write(guest, w), {
        kind: event.state === 'cancelled' ? 'event-cancelled' : 'event-changed',
        once: `${once}:${guest.member_id}`,
        attachments: [file(ctx, event, guest, w)],
      })
    }
  })
}

/** With METHOD where there is an organiser to name (RFC 5546, 3.2): then a calendar that has the event replaces it. */
function file(ctx: Ctx, event: EventRow, guest: Guest, w: Words) {
  const method = !organiserOf(ctx) ? undefined : event.state === 'cancelled' ? 'CANCEL' : 'PUBLISH'
  const entry = calendarEntry(ctx, event, { answer: guest.answer, wayIn: true, w })
  return {
    filename: 'event.ics',
    contentType: `text/calendar; charset=utf-8${method ? `; method=${method}` : ''}`,
    content: calendarFile({ ...(method ? { method } : {}), language: w.locale, events: [entry] }),
  }
}

function changed(ctx: Ctx, event: EventRow, before: Before, guest: Guest, w: Words): Letter {
  const now = momentInWords(event.starts_at, event.ends_at, guest.zone, event.zone, w)
  const was = spanInWords(Temporal.Instant.from(before.starts_at), Temporal.Instant.from(before.ends_at), guest.zone, w)
  const where = event.place_text ?? w(`events.place.${event.place as 'online'}`)
  const wasWhere = before.place_text ?? w(`events.place.${before.place as 'online'}`)
  const items = [
    ...(event.title === before.title ? [] : [w('events.mail.titleWas', { title: before.title })]),
    now.startsWith(was) ? w('events.mail.when', { when: now }) : w('events.mail.whenWas', { when: now, was }),
    where === wasWhere ? w('events.mail.where', { where }) : w('events.mail.whereWas', { where, was: wasWhere }),
    ...(event.place_link ? [w('events.mail.link', { link: event.place_link })] : []),
  ]
  return {
    subject: w('events.mail.changedSubject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('events.mail.changed', { title: event.title }) },
      { kind: 'list', items },
      page(ctx, event, w),
    ],
    why: why(ctx, guest, w),
  }
}

function cancelled(ctx: Ctx, event: EventRow, guest: Guest, w: Words): Letter {
  const when = momentInWords(event.starts_at, event.ends_at, guest.zone, event.zone, w)
  return {
    subject: w('events.mail.cancelledSubject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('events.mail.cancelled', { title: event.title, when }) },
      { kind: 'text', text: w('events.mail.reason', { reason: event.cancel_reason ?? '' }) },
      page(ctx, event, w),
    ],
    why: why(ctx, guest, w),
  }
}

function page(ctx: Ctx, event: EventRow, w: Words): LetterBlock {
  return {
    kind: 'link',
    label: w('events.mail.page'),
    url: `${ctx.site.url}/${communityOf(ctx).slug}/events/${event.id}`,
  }
}

function why(ctx: Ctx, guest: Guest, w: Words): string {
  return w('events.mail.why', { answer: guest.answer, community: communityOf(ctx).name })
}
