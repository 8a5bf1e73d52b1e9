import type { Words } from '#i18n/index.ts'
import { date, time } from '#ui/format.ts'

/** `12 March, 14:00`: a moment by one clock. */
export function momentSaid(w: Words, at: string, zone: string, now: string): string {
  return `${date(at, w.locale, 'plain', { zone, now })}, ${time(at, zone, w.locale)}`
}
