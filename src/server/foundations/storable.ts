/**
 * What was sent, in characters that can be stored: without U+0000, which PostgreSQL keeps nowhere, and with U+FFFD for half
 * of a pair, which its JSON refuses. Nobody types either on purpose. What is no plain data (a file) stays as it is.
 */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
