/** What a calendar program answers to an invitation: a METHOD:REPLY of RFC 5546, 3.2.3, read from a calendar's text. */

/** PARTSTAT (RFC 5545, 3.2.12). Whoever delegates or has not decided has given no answer that can be counted. */
export type Partstat = 'accepted' | 'tentative' | 'declined' | 'delegated' | 'needs-action'

export interface CalendarReply {
  /** `REPLY`, `COUNTER`, `REQUEST` …, in capitals; empty where the file has none. */
  method: string
  uid: string
  /** Whether it is about one date of a set only (RFC 5545, 3.8.4.4). */
  ofOneDate: boolean
  /** Of the request that is answered; `null` where the program does not say. */
  sequence: number | null
  /** When it was answered; `null` where that cannot be read. */
  stamp: Temporal.Instant | null
  attendees: { email: string; partstat: Partstat | null }[]
}

/** Reads every event of a calendar; empty for a text that is no calendar. */
export function readReplies(file: string): CalendarReply[] {
  const lines = linesOf(file)
  let method = ''
  let event: CalendarReply | null = null
  // Alarms inside an event have lines of the same names.
  let deep = 0
  const found: CalendarReply[] = []
  for (const { name, params, value } of lines) {
    if (name === 'METHOD' && !event) method = value.trim().toUpperCase()
    else if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT')
      event = { method, uid: '', ofOneDate: false, sequence: null, stamp: null, attendees: [] }
    else if (name === 'END' && value.toUpperCase() === 'VEVENT') {
      if (event) found.push({ ...event, method })
      event = null
    } else if (event && name === 'BEGIN') deep++
    else if (event && name === 'END') deep--
    else if (event && deep === 0) readInto(event, name, params, value)
  }
  return found
}

function readInto(event: CalendarReply, name: string, params: Map<string, string>, value: string): void {
  if (name === 'UID') event.uid = value.trim()
  if (name === 'RECURRENCE-ID') event.ofOneDate = true
  if (name === 'SEQUENCE' && /^\d{1,9}$/.test(value.trim())) event.sequence = Number(value)
  if (name === 'DTSTAMP') event.stamp = momentOf(value.trim())
  if (name === 'ATTENDEE') {
    const partstat = params.get('PARTSTAT')?.toLowerCase()
    event.attendees.push({
      email: value
        .trim()
        .replace(/^mailto:/i, '')
        .toLowerCase(),
      partstat: isPartstat(partstat) ? partstat : null,
    })
  }
}

function isPartstat(text: string | undefined): text is Partstat {
  return ['accepted', 'tentative', 'declined', 'delegated', 'needs-action'].includes(text ?? '')
}

/** `20260312T090000Z`; a stamp without Z is against the standard and no moment. */
function momentOf(text: string): Temporal.Instant | null {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/i.exec(text) ?? []
  try {
    return y ? Temporal.Instant.from(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) : null
  } catch {
    return null
  }
}

interface Line {
  name: string
  params: Map<string, string>
  value: string
}

/** Content lines (RFC 5545, 3.1), unfolded. A line that is none is left out. */
function linesOf(file: string): Line[] {
  return file
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .flatMap((line) => lineOf(line) ?? [])
}

function lineOf(line: string): Line | null {
  const [before, name] = /^([A-Za-z0-9-]+)/.exec(line) ?? []
  if (!before || !name) return null
  const params = new Map<string, string>()
  let rest = line.slice(before.length)
  for (;;) {
    const [whole, key, quoted, bare] =
      /^;([A-Za-z0-9-]+)=(?:"([^"]*)"|([^";:,]*))(?:,(?:"[^"]*"|[^";:,]*))*/.exec(rest) ?? []
    if (!whole) break
    params.set(key!.toUpperCase(), quoted ?? bare ?? '')
    rest = rest.slice(whole.length)
  }
  return rest.startsWith(':') ? { name: name.toUpperCase(), params, value: rest.slice(1) } : null
}
