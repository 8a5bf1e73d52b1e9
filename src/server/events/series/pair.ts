/** Which event takes which date when a series gets another rule. Pure. */

/** Moved by a fortnight at most, an event is still the one that people said yes to. */
const reach = 15

/**
 * Gives each event the date nearest to its own that no other has, within a fortnight: first those whose own day is among the dates, then
 * in order of time. `kept` are days that stand already and use up the nearest date each. What is left over of the dates has no event yet.
 */
export function pairDates(
  events: readonly { id: string; date: string }[],
  dates: readonly string[],
  kept: readonly string[] = [],
): { paired: Map<string, string>; left: string[] } {
  const free = new Set(dates)
  for (const day of kept) free.delete(nearest(day, free) ?? '')
  const paired = new Map<string, string>()
  for (const { id, date } of events) if (free.delete(date)) paired.set(id, date)
  for (const { id, date } of events) {
    if (paired.has(id)) continue
    const found = nearest(date, free)
    if (found === undefined) continue
    free.delete(found)
    paired.set(id, found)
  }
  return { paired, left: dates.filter((date) => free.has(date)) }
}

function nearest(day: string, among: ReadonlySet<string>): string | undefined {
  const from = Temporal.PlainDate.from(day)
  return [...among]
    .map((date) => ({ date, away: Math.abs(from.until(date).days) }))
    .filter(({ away }) => away <= reach)
    .toSorted((a, b) => a.away - b.away || (a.date < b.date ? -1 : 1))[0]?.date
}
