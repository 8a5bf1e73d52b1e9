/** Agendas cut to another length, to the minute. Pure. */

interface Part {
  minutes: number
  /** Id of a mode: `break`. */
  mode?: string
}

/**
 * Parts in proportion to a new total, in whole minutes that add up to it exactly; of that length already they stay as they
 * are. What is short does not stop for a pause: breaks of up to twenty minutes go when it all lasts 90 minutes or less.
 * Nothing gets less than the two minutes that saying anything takes, unless there are too many parts for that; where there
 * are more parts than minutes the longest stay.
 */
export function scaled<P extends Part>(parts: readonly P[], minutes: number): P[] {
  const before = sum(parts.map((part) => part.minutes))
  if (before === minutes) return [...parts]
  const kept = longest(minutes <= 90 ? withoutShortBreaks(parts) : parts, minutes)
  const whole = sum(kept.map((part) => part.minutes))
  const least = kept.length * 2 <= minutes ? 2 : 1
  const exact = kept.map((part) => Math.max(Math.min(least, part.minutes), (part.minutes * minutes) / whole))
  const given = exact.map(Math.floor)
  // What rounding left over goes to, or is taken from, those whom it wronged most; the longest bear what the shortest cannot.
  for (let left = kept.length === 0 ? 0 : minutes - sum(given); left !== 0; left -= Math.sign(left)) {
    const step = Math.sign(left)
    const owed = exact.map((share, n) => (step > 0 || given[n]! > least ? step * (share - given[n]!) : -Infinity))
    given[owed.indexOf(Math.max(...owed))]! += step
  }
  return kept.map((part, n) => ({ ...part, minutes: given[n]! }))
}

function withoutShortBreaks<P extends Part>(parts: readonly P[]): readonly P[] {
  const kept = parts.filter(({ mode, minutes }) => mode !== 'break' || minutes > 20)
  return kept.length > 0 ? kept : parts
}

function longest<P extends Part>(parts: readonly P[], most: number): readonly P[] {
  if (parts.length <= most) return parts
  const kept = new Set(parts.toSorted((a, b) => b.minutes - a.minutes).slice(0, most))
  return parts.filter((part) => kept.has(part))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
