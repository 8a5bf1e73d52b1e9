/** A figure in groups of three, such as `273 880`, and the currency before it. */
const groups = /(?<=\d) (?=\d{3}(?!\d))/gu
const currency = /(?<=\b[A-Z$€£]{1,4}) (?=\d)/gu
const noBreak = '\u00a0'

/** The manuscript with every figure kept on one line, as `R 273 880` must be. */
export function settled<T>(value: T): T {
  if (typeof value === 'string') return value.replace(groups, noBreak).replace(currency, noBreak) as T
  if (Array.isArray(value)) return value.map(settled) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, settled(part)])) as T
}
