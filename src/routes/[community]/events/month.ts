/** A month as weeks of days, and the entries that stand on each. */
import { isoDay } from '#ui/format.ts'

export interface Day<Entry> {
  /** `YYYY-MM-DD` */
  date: string
  /** Of the month itself, not of the one before or after. */
  inside: boolean
  entries: { entry: Entry; /** It began on an earlier day. */ goesOn: boolean }[]
}

/** Something longer than this many days stands on its first day alone, with its end. */
const longest = 5

/** The weeks of `YYYY-MM` from Monday to Sunday; each entry on the days of `zone` that it touches. */
export function weeksOf<Entry extends { starts_at: string; ends_at: string }>(
  month: string,
  entries: readonly Entry[],
  zone: string,
): Day<Entry>[][] {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  const start = first.subtract({ days: first.dayOfWeek - 1 })
  const end = first.add({ months: 1 }).subtract({ days: 1 })
  const weeks = Math.ceil((start.until(end).days + 1) / 7)
  const placed = placesOf(month, entries, zone)
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const date = start.add({ days: week * 7 + day }).toString()
      const inside = date.startsWith(month)
      return { date, inside, entries: inside ? (placed.get(date) ?? []) : [] }
    }),
  )
}

/** `YYYY-MM` so many months away. */
export function monthAfter(month: string, months: number): string {
  return Temporal.PlainYearMonth.from(month).add({ months }).toString()
}

function placesOf<Entry extends { starts_at: string; ends_at: string }>(
  month: string,
  entries: readonly Entry[],
  zone: string,
) {
  const days = new Map<string, Day<Entry>['entries']>()
  const stand = (date: string, entry: Entry, goesOn: boolean): void => {
    const there = days.get(date)
    if (there) there.push({ entry, goesOn })
    else days.set(date, [{ entry, goesOn }])
  }
  for (const entry of entries) {
    const from = isoDay(entry.starts_at, zone)
    // What ends at midnight does not touch the next day.
    const to = isoDay(new Date(Date.parse(entry.ends_at) - 1).toISOString(), zone)
    const shown = from < month ? `${month}-01` : from
    if (from === to) stand(from, entry, false)
    else for (const date of daysFrom(shown, isLong(from, to) ? shown : to)) stand(date, entry, date !== from)
  }
  return days
}

const isLong = (from: string, to: string): boolean => Temporal.PlainDate.from(from).until(to).days >= longest

function daysFrom(first: string, last: string): string[] {
  const start = Temporal.PlainDate.from(first)
  return Array.from({ length: start.until(last).days + 1 }, (_, days) => start.add({ days }).toString())
}
