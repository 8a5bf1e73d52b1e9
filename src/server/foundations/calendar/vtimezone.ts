/**
 * VTIMEZONE (RFC 5545, 3.6.5) from the transitions that `Temporal` knows, so that a program without zone data, or with
 * old data, reads the same instants. Clocks that change by the same rule every year are written as rules, which Outlook
 * needs (MS-OXCICAL 2.1.3.1.1.19: one yearly rule each way); all others, Morocco's for instance, one by one.
 */
import { dayCodes } from '../time/index.ts'
import { local } from './moments.ts'

/** One change of the clocks. */
interface Change {
  at: Temporal.Instant
  /** Offsets from UTC in seconds. */
  from: number
  to: number
  /** What the clock showed when it was changed. */
  wall: Temporal.PlainDateTime
}

/** From when on a zone without changes is told: some programs know no year before. */
const ever = Temporal.PlainDateTime.from('1970-01-01T00:00')

/** How many years a rule has to hold before it is believed. */
const proof = 4

const mostKept = 500
const kept = new Map<string, string[]>()

/** The lines of the component for the moments from `first` to `last` in a zone. */
export function vtimezone(zone: string, first: Temporal.Instant, last: Temporal.Instant): string[] {
  // An event's file goes to hundreds of people, and finding the changes takes longer than all else in it.
  const key = `${zone} ${first} ${last}`
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
  const lines = component(zone, first, last)
  kept.set(key, lines)
  return lines
}

function component(zone: string, first: Temporal.Instant, last: Temporal.Instant): string[] {
  const changes = changesAround(zone, first, last)
  const rules = yearlyRules(changes, first)
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...(rules ?? singly(zone, changes, first, last)), 'END:VTIMEZONE']
}

/** From the change in force at `first` until some years after `last`. */
function changesAround(zone: string, first: Temporal.Instant, last: Temporal.Instant): Change[] {
  const begin = first.toZonedDateTimeISO(zone)
  const end = last.toZonedDateTimeISO(zone).add({ years: proof })
  const changes: Change[] = []
  let moment = begin.getTimeZoneTransition('previous') ?? begin.getTimeZoneTransition('next')
  // A second one before, so that both rules of a year are in force at `first`.
  moment = moment?.getTimeZoneTransition('previous') ?? moment
  for (; moment && Temporal.ZonedDateTime.compare(moment, end) <= 0; moment = moment.getTimeZoneTransition('next')) {
    const before = moment.subtract({ nanoseconds: 1 })
    const [from, to] = [before.offsetNanoseconds / 1e9, moment.offsetNanoseconds / 1e9]
    const wall = moment.toInstant().toZonedDateTimeISO('UTC').toPlainDateTime().add({ seconds: from })
    changes.push({ at: moment.toInstant(), from, to, wall })
  }
  return changes
}

/** One STANDARD and one DAYLIGHT with a yearly rule; `null` where the changes follow none. */
function yearlyRules(changes: Change[], first: Temporal.Instant): string[] | null {
  const kinds = Object.values(Object.groupBy(changes, ({ from, to }) => `${from} ${to}`)) as Change[][]
  if (kinds.length !== 2 || kinds[0]![0]!.from !== kinds[1]![0]!.to) return null
  const rules = kinds.map(yearlyRule)
  if (!rules.every((rule) => rule !== null)) return null
  if (kinds.some(([earliest]) => Temporal.Instant.compare(earliest!.at, first.add({ hours: 24 * 366 })) > 0))
    return null
  return kinds.flatMap(([earliest], i) => observance(earliest!, `RRULE:${rules[i]}`))
}

/** `FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU` where every change was on that day at the same hour, year after year. */
function yearlyRule(changes: Change[]): string | null {
  const [first] = changes as [Change]
  if (changes.length < proof) return null
  const steady = changes.every(
    ({ wall }, i) =>
      wall.year === first.wall.year + i &&
      wall.month === first.wall.month &&
      wall.dayOfWeek === first.wall.dayOfWeek &&
      wall.toPlainTime().equals(first.wall.toPlainTime()),
  )
  if (!steady) return null
  const nths = new Set(changes.map(({ wall }) => Math.ceil(wall.day / 7)))
  const isLast = changes.every(({ wall }) => wall.day + 7 > wall.daysInMonth)
  const nth = isLast ? -1 : nths.size === 1 ? [...nths][0]! : null
  return nth === null
    ? null
    : `FREQ=YEARLY;BYMONTH=${first.wall.month};BYDAY=${nth}${dayCodes[first.wall.dayOfWeek - 1]}`
}

/** The offset in force at `first`, from its change on or (where that is long ago) from ever; then each change until `last`. */
function singly(zone: string, changes: Change[], first: Temporal.Instant, last: Temporal.Instant): string[] {
  const inForce = changes.findLast(({ at }) => Temporal.Instant.compare(at, first) <= 0)
  const later = changes.filter(
    ({ at }) => Temporal.Instant.compare(at, first) > 0 && Temporal.Instant.compare(at, last) <= 0,
  )
  const offset = first.toZonedDateTimeISO(zone).offsetNanoseconds / 1e9
  const begin =
    inForce && inForce.wall.year >= ever.year ? inForce : { at: first, from: offset, to: offset, wall: ever }
  return [begin, ...later].flatMap((change) => observance(change))
}

// Which of two offsets is "daylight" is only a name; the later clock bears it (in Morocco that is most of the year).
function observance({ from, to, wall }: Change, ...more: string[]): string[] {
  const kind = to > from ? 'DAYLIGHT' : 'STANDARD'
  return [
    `BEGIN:${kind}`,
    `DTSTART:${local(wall)}`,
    `TZOFFSETFROM:${offset(from)}`,
    `TZOFFSETTO:${offset(to)}`,
    ...more,
    `END:${kind}`,
  ]
}

/** Seconds east of UTC as `+0545`, with seconds only where there are any. */
function offset(seconds: number): string {
  const whole = Math.abs(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, ...(whole % 60 ? [whole % 60] : [])]
  return `${seconds < 0 ? '-' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join('')}`
}
