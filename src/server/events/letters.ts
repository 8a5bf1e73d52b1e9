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

/** Columns of an event of whose change people who come have to be told. */
const telling = ['title', 'wall_start', 'zone', 'minutes', 'days', 'place', 'place_link', 'place_text']

/** The reaction to `event.changed`: tells those who come, where the change is one that matters to them. */
export async function mailChange(ctx: Ctx, fact: Fact): Promise<void> {
  // A person's change also says how it was; one by a new version of the design only names what it changed.
  const { changed, changes, before } = fact.payload as { changed?: string[]; changes?: string[]; before?: Before }
  if (!(changed ?? changes ?? []).some((column) => telling.includes(column))) return
  const event = await eventOf(ctx, fact)
  // Called off meanwhile, or told again by a later change: one mail is enough.
  if (!event || event.state !== 'planned' || (await isToldAgain(ctx, event, fact))) return
  await mailGuests(ctx, event, fact, `event-changed:${fact.id}`, (guest, w) =>
    letterOfChange(ctx, event, before, guest, w),
  )
}

/** The reaction to `event.cancelled`. */
export async function mailCancellation(ctx: Ctx, fact: Fact): Promise<void> {
  const event = await eventOf(ctx, fact)
  if (!event || event.state !== 'cancelled') return
  await mailGuests(ctx, event, fact, `event-cancelled:${event.id}`, (guest, w) =>
    letterOfCancellation(ctx, event, guest, w),
  )
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

async function isToldAgain(ctx: Ctx, event: EventRow, fact: Fact): Promise<boolean> {
  const { rows } = await sql`select from fact
     where community_id = ${event.community_id} and subject_id = ${event.id} and kind = 'event.changed' and id > ${fact.id}
       and coalesce(payload->'changed', payload->'changes') ?| ${telling}::text[] limit 1`.execute(ctx.db)
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

function letterOfChange(ctx: Ctx, event: EventRow, before: Before | undefined, guest: Guest, w: Words): Letter {
  const items = [
    ...(before && before.title !== event.title ? [w('events.mail.titleWas', { title: before.title })] : []),
    whenLine(event, before, guest, w),
    whereLine(event, before, w),
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

function whenLine(event: EventRow, before: Before | undefined, guest: Guest, w: Words): string {
  const when = momentInWords(event.starts_at, event.ends_at, guest.zone, event.zone, w)
  const [from, to] = [before?.starts_at, before?.ends_at].map((at) => at && Temporal.Instant.from(at))
  const was = from && to ? spanInWords(from, to, guest.zone, w) : undefined
  return !was || when.startsWith(was) ? w('events.mail.when', { when }) : w('events.mail.whenWas', { when, was })
}

function whereLine(event: EventRow, before: Before | undefined, w: Words): string {
  const named = ({ place, place_text }: { place: string; place_text: string | null }) =>
    place_text ?? w(`events.place.${place as 'online'}`)
  const where = named(event)
  const was = before && named(before)
  return !was || was === where ? w('events.mail.where', { where }) : w('events.mail.whereWas', { where, was })
}

function letterOfCancellation(ctx: Ctx, event: EventRow, guest: Guest, w: Words): Letter {
  const when = momentInWords(event.starts_at, event.ends_at, guest.zone, event.zone, w)
  return {
    subject: w('events.mail.cancelledSubject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('events.mail.cancelled', { title: event.title, when }) },
      ...(event.cancel_reason
        ? [{ kind: 'text' as const, text: w('events.mail.reason', { reason: event.cancel_reason }) }]
        : []),
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
