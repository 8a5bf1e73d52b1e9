/** The people of a report: lines of one person put together, and how long they were there. Pure. */
import { fold } from './headings.ts'
import type { Line, Span } from './lines.ts'

/** Somebody as the report knows them. */
export interface Attendee {
  name: string
  email: string | null
  /** When they were there; two devices at once are one person once. */
  spans: Span[]
  /** Seconds for which the report says no more than how long. */
  loose: number
  /** How often they joined. */
  joins: number
}

/**
 * One entry a person, in the order of the report. Lines are of one person when they have one address, or the same name and
 * not two addresses.
 */
export function attendeesOf(lines: readonly Line[]): Attendee[] {
  const addresses = new Map<string, Set<string>>()
  for (const { name, email } of lines) {
    if (email) addresses.set(fold(name), (addresses.get(fold(name)) ?? new Set()).add(email))
  }
  const known = (name: string): string | null => {
    const all = addresses.get(fold(name))
    return all?.size === 1 ? [...all][0]! : null
  }
  return [
    ...Map.groupBy(lines, (line) => line.email ?? known(line.name) ?? `name:${fold(line.name) || line.name}`).values(),
  ].map((theirs) => ({
    name: theirs.find(({ name }) => !name.includes('@'))?.name ?? theirs[0]!.name,
    email: theirs.find(({ email }) => email)?.email ?? known(theirs[0]!.name),
    spans: together(theirs.flatMap(({ span }) => (span ? [span] : []))),
    loose: theirs.reduce((sum, { span, seconds }) => sum + (span ? 0 : (seconds ?? 0)), 0),
    joins: theirs.length,
  }))
}

/** Overlapping spans as one, in order. */
export function together(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

/** Whole minutes present, rounded as a person would: 44 minutes and 40 seconds are 45. */
export function minutesOf(person: Pick<Attendee, 'spans' | 'loose'>): number {
  return Math.round((person.spans.reduce((sum, [from, to]) => sum + to - from, 0) + person.loose) / 60)
}
