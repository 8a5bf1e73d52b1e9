/** A figure in groups of three, such as `273 880`, and the currency before it. */
const groups = /(?<=\d) (?=\d{3}(?!\d))/gu
const currency = /(?<=(?<!\p{L})(?:[A-Z]{1,3}|[A-Z]{0,2}[$€£])) (?=\d)/gu
const noBreak = '\u00a0'

/**
 * What may not be printed: characters that XML forbids (Word would refuse the file), halves of pairs, and the invisible
 * controls that turn the direction of everything after them.
 */
const unprintable = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu

/**
 * A manuscript (or any part of one) with its texts made printable, line ends alike, and every figure kept on one line,
 * as `R 273 880` must be. Every exporter takes this first.
 */
export function settled<T>(value: T): T {
  if (typeof value === 'string') return printable(value) as T
  if (Array.isArray(value)) return value.map(settled) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, settled(part)])) as T
}

function printable(text: string): string {
  return text.replace(/\r\n?/gu, '\n').replace(unprintable, '').replace(groups, noBreak).replace(currency, noBreak)
}
