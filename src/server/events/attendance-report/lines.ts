/** One line of a report: somebody who came, and from when to when. Pure. */
import { secondsOf } from './durations.ts'
import { fold } from './headings.ts'
import { momentsOf } from './moments.ts'
import type { PartOfReport } from './tables.ts'

/** Seconds since the beginning of the day of the meeting, by the clock of whoever downloaded the report. */
export type Span = [from: number, to: number]

export interface Line {
  name: string
  email: string | null
  /** From when to when, where the report says both. */
  span: Span | null
  /** How long in all, where it says that. */
  seconds: number | null
  /** The day of the line, `YYYY-MM-DD`, where it has one. */
  day: string | null
}

/** The longest that anybody is counted for in one line: what is more is a broken date. */
const longest = 42 * 24 * 3600

/** The lines of a table that say that somebody was there; those of the waiting room, or who never came, say nothing. */
export function linesOf(table: PartOfReport, near: Temporal.PlainDate): Line[] {
  const { columns } = table
  const cell = (row: string[], at: number | undefined): string => (at === undefined ? '' : (row[at] ?? ''))
  const came = table.rows.filter(
    (row) =>
      !isYes(cell(row, columns.waiting)) && !(columns.attended !== undefined && isNo(cell(row, columns.attended))),
  )
  if (columns.action !== undefined && columns.moment !== undefined) return fromActions(came, table, near)
  const joined = momentsOf(
    [...came.map((row) => cell(row, columns.joined)), ...came.map((row) => cell(row, columns.left))],
    near,
  )
  return came.flatMap((row, i) => {
    const name = nameIn(row, columns)
    const address = cell(row, columns.email) || cell(row, columns.upn)
    if (name === '' && !isAddress(address)) return []
    const from = joined[i] ?? null
    const to = joined[came.length + i] ?? null
    return {
      name: name || address,
      email: isAddress(address) ? address.toLowerCase() : null,
      span: from && to ? between(from, to, near) : null,
      seconds: secondsOf(cell(row, columns.duration)),
      day: from?.toPlainDate().toString() ?? null,
    }
  })
}

/** Older attendee lists of Teams: a line for every coming and every going. Without a going, until the last moment of all. */
function fromActions(rows: string[][], { columns }: PartOfReport, near: Temporal.PlainDate): Line[] {
  const moments = momentsOf(
    rows.map((row) => row[columns.moment!] ?? ''),
    near,
  )
  const events = rows
    .map((row, i) => ({ name: nameIn(row, columns), at: moments[i], left: isLeaving(row[columns.action!] ?? '') }))
    .filter((each): each is typeof each & { at: Temporal.PlainDateTime } => each.name !== '' && Boolean(each.at))
  const end = events
    .map(({ at }) => at)
    .toSorted(Temporal.PlainDateTime.compare)
    .at(-1)
  return [...Map.groupBy(events, ({ name }) => name)].flatMap(([name, theirs]) => {
    const lines: Line[] = []
    let from: Temporal.PlainDateTime | null = null
    const present = (to: Temporal.PlainDateTime) =>
      lines.push({
        name,
        email: null,
        span: between(from!, to, near),
        seconds: null,
        day: from!.toPlainDate().toString(),
      })
    for (const { at, left } of theirs.toSorted((a, b) => Temporal.PlainDateTime.compare(a.at, b.at))) {
      // Where the words for coming and going are not known, they take turns.
      const going = left ?? from !== null
      if (!going) from ??= at
      else if (from) {
        present(at)
        from = null
      }
    }
    if (from) present(end!)
    return lines
  })
}

function nameIn(row: string[], columns: PartOfReport['columns']): string {
  const name = row[columns.name!] ?? ''
  const first = columns.first === undefined ? '' : (row[columns.first] ?? '')
  const last = columns.last === undefined ? '' : (row[columns.last] ?? '')
  return columns.first === columns.name
    ? [first, last].filter(Boolean).join(' ')
    : name || [first, last].filter(Boolean).join(' ')
}

function between(from: Temporal.PlainDateTime, to: Temporal.PlainDateTime, near: Temporal.PlainDate): Span | null {
  const seconds = (at: Temporal.PlainDateTime) => near.toPlainDateTime().until(at).total('seconds')
  // Times alone that end before they begin went over midnight.
  const until =
    to.toPlainDate().equals(from.toPlainDate()) && Temporal.PlainDateTime.compare(to, from) < 0
      ? to.add({ days: 1 })
      : to
  const span: Span = [seconds(from), seconds(until)]
  return span[1] >= span[0] && span[1] - span[0] <= longest ? span : null
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) && text.length <= 254
const isYes = (text: string): boolean => ['yes', 'oui', 'si', 'sim', 'ja', 'نعم', 'y', 'true'].includes(fold(text))
const isNo = (text: string): boolean => ['no', 'non', 'nao', 'nein', 'لا', 'n', 'false'].includes(fold(text))

/** `null` where the words are of no known language. */
function isLeaving(text: string): boolean | null {
  const said = fold(text)
  if (/\b(left|quitte|parti|salio|ha salido|saiu|verlassen)\b|غادر/.test(said)) return true
  if (/\b(joined|rejoint|unio|ha entrado|ingressou|entrou|beigetreten|teilgenommen)\b|انضم/.test(said)) return false
  return null
}
