/** An event as a calendar file: what a phone, Outlook or Google keeps of it. */
import { z } from 'zod'
import { words, type Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../ctx.ts'
import { calendarFile, type CalendarEvent } from '../foundations/calendar/index.ts'
import { can } from '../permissions/index.ts'
import { seeMeetingLink } from '../permissions/events.ts'
import { query } from '../verb.ts'
import { eventFor, type EventRow } from './access.ts'
import { timetable, type Segment } from './agenda.ts'
import { hoursOf, momentsOf, type DayHours } from './day-hours.ts'
import { segmentsOf } from './segments.ts'

export const eventFile = query(
  'events.file',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'The event as a calendar file (RFC 5545).',
    who: 'Everybody who sees the event; the way in for those who come.',
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    const segments = await segmentsOf(ctx, event.id)
    const answer = await myAnswer(ctx, event.id)
    const w = words(ctx.locale)
    const entry = calendarEntry(ctx, event, {
      answer,
      wayIn: can(ctx, seeMeetingLink, { ...event, answer }),
      segments,
      w,
    })
    return {
      name: `${event.wall_start.slice(0, 10)}-${communityOf(ctx).slug}.ics`,
      text: calendarFile({ language: w.locale, events: [entry] }),
    }
  },
)

export interface EntryOptions {
  answer: string | null
  /** Whether this reader may have the link or number. */
  wayIn: boolean
  segments?: readonly Segment[]
  w: Words
  /** When the reader answered: their answer changes the entry too. */
  answeredAt?: Temporal.Instant | null
}

/** What the file says of an event, to one reader. */
export function calendarEntry(ctx: Ctx, event: EventRow, options: EntryOptions): CalendarEvent {
  const { answer, wayIn, segments = [], w, answeredAt } = options
  const community = communityOf(ctx)
  const url = `${ctx.site.url}/${community.slug}/events/${event.id}`
  const changed =
    answeredAt && Temporal.Instant.compare(answeredAt, event.updated_at) > 0 ? answeredAt : event.updated_at
  return {
    uid: event.id,
    sequence: event.sequence,
    start: event.starts_at,
    end: event.ends_at,
    days: daysOf(event),
    zone: event.zone,
    title: event.title,
    description: [event.cancel_reason, event.summary, dialText(event, wayIn, w), agendaText(event, segments, w), url]
      .filter(Boolean)
      .join('\n\n'),
    location: locationOf(event, wayIn, w),
    url,
    join: wayIn && event.place_link ? { url: event.place_link, label: w('events.file.join') } : undefined,
    cancelled: event.state === 'cancelled',
    organiser: organiserOf(ctx),
    categories: [community.name],
    created: event.created_at,
    changed,
    busy: answer === 'yes',
  }
}

/** From when to when each day of an event is whose days differ. */
function daysOf(event: EventRow): CalendarEvent['days'] {
  const hours = event.place === 'writing' ? null : hoursOf(event)
  return hours
    ? momentsOf(event, hours).map(({ starts_at, ends_at }) => ({
        start: Temporal.Instant.from(starts_at),
        end: Temporal.Instant.from(ends_at),
      }))
    : undefined
}

/** `Thuto M&E <copse@example.org>`: the community, at the address that this installation writes from. None where it cannot mail. */
export function organiserOf(ctx: Ctx): { name: string; email: string } | undefined {
  const email = /([^<>\s]+@[^<>\s]+)>?$/.exec(ctx.site.mailFrom ?? '')?.[1]
  return ctx.site.canMail && email ? { name: communityOf(ctx).name, email } : undefined
}

/** Numbers to dial, for those who get the way in. */
function dialText(event: EventRow, wayIn: boolean, w: Words): string {
  return wayIn && event.place_dial ? w('events.mail.dial', { dial: event.place_dial }) : ''
}

/** The agenda, day by day, by the organiser's clock, which is the one that a printed plan shows. */
function agendaText(event: EventRow, segments: readonly Segment[], w: Words): string {
  const hours = hoursOf(event)
  if (event.place === 'writing' || (segments.length === 0 && !hours)) return ''
  const parts = timetable(event, segments)
  const lines = Array.from({ length: event.days }, (_, i) => [
    ...(event.days > 1 ? [dayLine(event, i + 1, hours?.[i], w)] : []),
    ...parts.filter(({ day }) => day === i + 1).map((part) => partLine(event, part, w)),
  ])
  return `${w('events.file.agenda', { zone: event.zone })}\n${lines.flat().join('\n')}`
}

/** `Day 2, 2026-10-13, 09:00–12:30` */
function dayLine(event: EventRow, day: number, hours: DayHours | undefined, w: Words): string {
  const date = Temporal.PlainDate.from(event.wall_start.slice(0, 10)).add({ days: day - 1 })
  return [w('agenda.day', { day }), date.toString(), hours && `${hours.from}–${hours.until}`].filter(Boolean).join(', ')
}

function partLine(event: EventRow, part: Segment & { at: string }, w: Words): string {
  const clock = Temporal.Instant.from(part.at)
    .toZonedDateTimeISO(event.zone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' })
  return `${clock} ${part.title} (${w('documents.agenda.forMinutes', { minutes: part.minutes })})`
}

function locationOf(event: EventRow, wayIn: boolean, w: Words): string {
  const told = event.place === 'phone' && !wayIn ? null : event.place_text
  const link = wayIn ? event.place_link : null
  return [told, link].filter(Boolean).join(' · ') || w(`events.place.${event.place as 'online'}`)
}

async function myAnswer(ctx: Ctx, event: string): Promise<string | null> {
  if (!ctx.member) return null
  const row = await ctx.db
    .selectFrom('rsvp')
    .select('answer')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .where('member_id', '=', ctx.member.id)
    .executeTakeFirst()
  return row?.answer ?? null
}
