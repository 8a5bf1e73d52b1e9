/** What an answer by mail says: by a calendar program's reply, or by one word. */
import { Invalid } from '../../errors.ts'
import { readReplies, type CalendarReply } from '../../foundations/calendar/index.ts'
import type { Message } from '../../foundations/mail-in/index.ts'
import type { Answer } from '../answer.ts'

export interface Said {
  answer: Answer
  /** Addresses of those who answer, by the calendar; none for an answer in words. */
  attendees: string[]
  /** When, by their clock. */
  stamp: Temporal.Instant | null
  /** Which version of the event they answer. */
  sequence: number | null
}

/**
 * What the mail says about the event of that id; `null` for a machine's that says nothing. Throws Invalid with what could
 * not be understood.
 */
export function understood(message: Message, event: string): Said | null {
  const replies = message.calendars.flatMap(readReplies)
  const mine = replies.filter(({ method, uid }) => method === 'REPLY' && uid === event)
  const reply = mine.find(({ ofOneDate }) => !ofOneDate)
  if (reply) return fromCalendar(reply)
  // Whoever comes on one day of a retreat only says so on its page.
  if (mine.length > 0) throw new Invalid('invitations.one-day')
  if (replies.some(({ method }) => method === 'COUNTER')) throw new Invalid('invitations.counter')
  if (replies.length > 0) throw new Invalid('invitations.other-event')
  const answer = oneWord(message.text)
  if (answer) return { answer, attendees: [], stamp: message.date, sequence: null }
  if (message.automatic) return null
  throw new Invalid('invitations.not-understood')
}

const answers: Partial<Record<string, Answer>> = { accepted: 'yes', tentative: 'maybe', declined: 'no' }

function fromCalendar({ attendees, stamp, sequence }: CalendarReply): Said {
  // RFC 5546, 3.2.3: a reply names one attendee; of one who delegates, also whom they sent.
  const partstat = attendees[0]?.partstat ?? ''
  if (partstat === 'delegated' || attendees.length > 1) throw new Invalid('invitations.delegated')
  const answer = answers[partstat]
  if (!answer) throw new Invalid('invitations.not-understood')
  return { answer, attendees: attendees.map(({ email }) => email), stamp, sequence }
}

const inWords: Record<string, Answer> = {
  yes: 'yes',
  oui: 'yes',
  maybe: 'maybe',
  perhaps: 'maybe',
  'peut-être': 'maybe',
  'peut-etre': 'maybe',
  'peut être': 'maybe',
  no: 'no',
  non: 'no',
}

/** An answer that stands alone on the first line that says anything. */
function oneWord(text: string): Answer | null {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? ''
  const word = first
    .trim()
    .toLowerCase()
    .normalize('NFC')
    .replace(/[.!,;\s\u00a0\u202f]+$/, '')
  return Object.hasOwn(inWords, word) ? inWords[word]! : null
}
