/**
 * Calendar files (RFC 5545, 7986): events with their zones, written so that every program reads the same instants.
 * Nothing here reads a clock: the same events give the same bytes, so that a feed has a steady ETag.
 */
import { fold, quoted, text, uri } from './lines.ts'
import { daysLater, inZone, utc } from './moments.ts'
import { vtimezone } from './vtimezone.ts'

export { readReplies, type CalendarReply, type Partstat } from './reply.ts'

export interface Calendar {
  /**
   * How a file sent by mail is meant (RFC 5546): to be answered, as news, as called off. None in a file to download or a
   * feed.
   */
  method?: 'REQUEST' | 'PUBLISH' | 'CANCEL'
  /** Name of a calendar to subscribe to. */
  name?: string
  /** IANA zone of whoever subscribes. */
  zone?: string
  /** How often a program should look again, in hours. */
  refreshHours?: number
  /** BCP 47 tag of the texts. */
  language?: string
  events: readonly CalendarEvent[]
}

export interface CalendarEvent {
  /** The same for ever, whatever changes and wherever the installation moves (RFC 7986, 5.3: a UUID). */
  uid: string
  /** Counts the changes. */
  sequence: number
  start: Temporal.Instant
  end: Temporal.Instant
  /**
   * From when to when each of its days is, where they differ. They are written as one set that repeats daily, with a
   * component for each day, because a request holds one UID only (RFC 5546, 3.2.2).
   */
  days?: readonly Day[] | undefined
  /** IANA zone in which it was planned. */
  zone: string
  title: string
  /** Plain text. */
  description?: string | undefined
  /** A room, or where to join. */
  location?: string | undefined
  /** Address of its page. */
  url?: string | undefined
  /** Where to join a meeting held online, and what to call that. */
  join?: { url: string; label: string } | undefined
  cancelled: boolean
  /** Who plans it: a name and an address that takes mail. */
  organiser?: { name: string; email: string } | undefined
  /** Who is asked, and what they have answered so far: of a file with METHOD, sent to this one reader. */
  attendee?: { name: string; email: string; answer: string | null } | undefined
  /** When the message was written, of a file with METHOD (3.8.7.2). */
  stamp?: Temporal.Instant | undefined
  categories?: readonly string[]
  created: Temporal.Instant
  changed: Temporal.Instant
  /** Whether it takes the reader's time: not as long as they did not say that they come. */
  busy: boolean
}

export interface Day {
  start: Temporal.Instant
  end: Temporal.Instant
}

/** The text of a file, CRLF and folded, for `text/calendar; charset=utf-8`. */
export function calendarFile(calendar: Calendar): string {
  const { method, name, zone, refreshHours, language, events } = calendar
  return fold([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Copse//Events//EN',
    'CALSCALE:GREGORIAN',
    ...(method ? [`METHOD:${method}`] : []),
    ...(name ? [`NAME${tagged(language)}:${text(name)}`, `X-WR-CALNAME:${text(name)}`] : []),
    ...(zone ? [`X-WR-TIMEZONE:${zone}`] : []),
    ...(refreshHours
      ? [`REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`, `X-PUBLISHED-TTL:PT${refreshHours}H`]
      : []),
    ...zonesOf(events),
    ...events.flatMap((event) => vevents(event, language, method)),
    'END:VCALENDAR',
  ])
}

function zonesOf(events: readonly CalendarEvent[]): string[] {
  const zones = Map.groupBy(events, ({ zone }) => zone)
  return [...zones]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([zone, within]) => {
      const starts = within.map(({ start }) => start).toSorted(Temporal.Instant.compare)
      const ends = within.map(({ end }) => end).toSorted(Temporal.Instant.compare)
      return vtimezone(zone, starts[0]!, ends.at(-1)!)
    })
}

/** An event; of one whose days differ each day. What is called off by mail is called off whole: its first component says so. */
function vevents(event: CalendarEvent, language: string | undefined, method: Calendar['method']): string[] {
  const { days = [] } = event
  const [first, ...others] = days
  if (!first || others.length === 0) return vevent(event, language)
  return [
    ...vevent({ ...event, ...first }, language, [`RRULE:FREQ=DAILY;COUNT=${days.length}`]),
    ...(method === 'CANCEL' ? [] : others).flatMap((day, i) =>
      vevent({ ...event, ...day }, language, [daysLater('RECURRENCE-ID', first.start, event.zone, i + 1)]),
    ),
  ]
}

/** `more` says which of a set it is. */
function vevent(event: CalendarEvent, language: string | undefined, more: readonly string[] = []): string[] {
  const tag = tagged(language)
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    // Without METHOD the stamp says when the event was last revised (3.8.7.2).
    `DTSTAMP:${utc(event.stamp ?? event.changed)}`,
    `CREATED:${utc(event.created)}`,
    `LAST-MODIFIED:${utc(event.changed)}`,
    inZone('DTSTART', event.start, event.zone),
    inZone('DTEND', event.end, event.zone),
    ...more,
    `SUMMARY${tag}:${text(event.title)}`,
    ...(event.description ? [`DESCRIPTION${tag}:${text(event.description)}`] : []),
    ...(event.location ? [`LOCATION${tag}:${text(event.location)}`] : []),
    ...(event.url ? [`URL:${uri(event.url)}`] : []),
    ...(event.join
      ? [`CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=${quoted(event.join.label)}:${uri(event.join.url)}`]
      : []),
    ...(event.organiser ? [`ORGANIZER;CN=${quoted(event.organiser.name)}:mailto:${uri(event.organiser.email)}`] : []),
    ...(event.attendee ? [attendee(event.attendee)] : []),
    ...(event.categories?.length ? [`CATEGORIES${tag}:${event.categories.map(text).join(',')}`] : []),
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${event.busy && !event.cancelled ? 'OPAQUE' : 'TRANSPARENT'}`,
    'END:VEVENT',
  ]
}

/** RFC 5545, 3.2.12: what the reader has answered. Whoever has not is asked to. */
function attendee({ name, email, answer }: NonNullable<CalendarEvent['attendee']>): string {
  const partstat = { yes: 'ACCEPTED', maybe: 'TENTATIVE', no: 'DECLINED' }[answer ?? ''] ?? 'NEEDS-ACTION'
  return `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${partstat};RSVP=TRUE;CN=${quoted(name)}:mailto:${uri(email)}`
}

const tagged = (language: string | undefined): string => (language ? `;LANGUAGE=${language}` : '')
