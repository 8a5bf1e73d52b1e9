/**
 * Data of a page that ships no script never travel: they are told to the framework as such, which otherwise writes them
 * all down for a script that does not come (a tenth of the work of a page, decision 006).
 */
const stays = Symbol('stays here')

/** Marks what a load returns. A page that does ship a script (`csr`) must not use it: its script would get nothing. */
export function staysHere<T>(data: T): T {
  return typeof data === 'object' && data !== null ? Object.defineProperty(data, stays, { value: true }) : data
}

/** What `transport` of the framework's hooks asks of each value. */
export const isMarked = (value: unknown): boolean => typeof value === 'object' && value !== null && stays in value
