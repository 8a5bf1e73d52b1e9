/** Dates and times as reports write them, in the order of whoever downloaded them. Pure. */
import { westernDigits } from './durations.ts'

/** Day first, month first, year first. */
export type Order = 'dmy' | 'mdy' | 'ymd'

interface Read {
  /** Three figures in the order of the file, or none where only the time stands there. */
  date: [number, number, number] | null
  order: Order | null
  time: Temporal.PlainTime
  /** American clocks go with American dates. */
  american: boolean
}

const months = monthNames(['en', 'fr', 'es', 'pt', 'de'])

/**
 * Reads many moments of one file. Which figure is the day is asked of all of them together: what makes every date exist,
 * then what lies nearest to the day of the meeting. A time alone stands on that day. `null` for what is no moment.
 */
export function momentsOf(texts: readonly string[], near: Temporal.PlainDate): (Temporal.PlainDateTime | null)[] {
  const read = texts.map(pieces)
  const order = orderOf(
    read.filter((each) => each !== null),
    near,
  )
  return read.map((each) => (each ? placed(each, order, near) : null))
}

/** Whether a text is a date, a time or both. */
export function isMoment(text: string): boolean {
  return pieces(text) !== null
}

function pieces(text: string): Read | null {
  const plain = westernDigits(text)
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/ص$/, 'am')
    .replace(/م$/, 'pm')
    .toLowerCase()
    .trim()
  const iso = /^(\d{4})-(\d\d?)-(\d\d?)[t ](\d\d?):(\d\d)(?::(\d\d))?(?:\.\d+)?(z|[+-]\d\d:?\d\d)?$/.exec(plain)
  if (iso) return found(iso.slice(1, 4), 'ymd', iso.slice(4, 7), undefined)
  const clock = /(\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*([ap])?\.?\s?(?:m\.?)?$/.exec(plain)
  if (!clock) return null
  const before = plain
    .slice(0, clock.index)
    .replace(/[,\s]+$|\s+(at|à|um|às|a las)\s*$/g, '')
    .trim()
  if (before === '') return found(null, null, clock.slice(1, 4), clock[4])
  const figures = /^(?:\p{L}+\.?,?\s+)?(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{2,4})\.?$/u.exec(before)
  if (figures)
    return found(
      figures.slice(1, 4),
      figures[1]!.length === 4 ? 'ymd' : before.includes('.') ? 'dmy' : null,
      clock.slice(1, 4),
      clock[4],
    )
  return spelled(before, clock)
}

/** `Mar 12, 2026`, `12 mars 2026`, `12 de marzo de 2026`. */
function spelled(before: string, clock: RegExpExecArray): Read | null {
  const words = before.split(/[\s,.]+/).filter((word) => word !== '' && word !== 'de')
  const month = words.map((word) => months.get(word.normalize('NFD').replace(/\p{M}/gu, ''))).find(Boolean)
  const figures = words.filter((word) => /^\d+$/.test(word))
  const year = figures.find((figure) => figure.length === 4)
  const day = figures.find((figure) => figure.length < 3)
  if (!month || !year || !day) return null
  return found([year, String(month), day], 'ymd', clock.slice(1, 4), clock[4])
}

function found(
  date: (string | undefined)[] | null,
  order: Order | null,
  [hour, minute, second]: (string | undefined)[],
  half: string | undefined,
): Read | null {
  const said = Number(hour)
  const hours = half ? (said % 12) + (half === 'p' ? 12 : 0) : said
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59 || (half && said > 12)) return null
  return {
    date: date && (date.map(Number) as [number, number, number]),
    order,
    time: new Temporal.PlainTime(hours, Number(minute), Number(second ?? 0)),
    american: half !== undefined,
  }
}

function orderOf(read: Read[], near: Temporal.PlainDate): Order {
  const open = read.filter(({ date, order }) => date && !order)
  if (open.length === 0) return 'dmy'
  const possible = (['dmy', 'mdy'] as const).filter((order) => open.every(({ date }) => dayOf(date!, order)))
  if (possible.length !== 2) return possible[0] ?? most(open)
  const away = (order: Order) => Math.abs(near.until(dayOf(open[0]!.date!, order)!, { largestUnit: 'days' }).days)
  const difference = away('dmy') - away('mdy')
  return difference !== 0 ? (difference < 0 ? 'dmy' : 'mdy') : open.some(({ american }) => american) ? 'mdy' : 'dmy'
}

/** Where neither order suits every line, some are broken: the one that suits most. */
function most(open: Read[]): Order {
  const fitting = (order: Order) => open.filter(({ date }) => dayOf(date!, order)).length
  return fitting('dmy') >= fitting('mdy') ? 'dmy' : 'mdy'
}

function placed(read: Read, order: Order, near: Temporal.PlainDate): Temporal.PlainDateTime | null {
  const day = read.date ? dayOf(read.date, read.order ?? order) : near
  return day && day.toPlainDateTime(read.time)
}

function dayOf([a, b, c]: [number, number, number], order: Order): Temporal.PlainDate | null {
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b]
  try {
    return Temporal.PlainDate.from({ year: year < 100 ? 2000 + year : year, month, day }, { overflow: 'reject' })
  } catch {
    // No such day: this order is not the file's.
    return null
  }
}

function monthNames(locales: string[]): Map<string, number> {
  const names = new Map<string, number>()
  for (const locale of locales) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' })
      for (let month = 1; month <= 12; month++) {
        const name = format.format(Date.UTC(2026, month - 1, 15)).toLowerCase()
        names.set(name.normalize('NFD').replace(/\p{M}/gu, '').replace(/\.$/, ''), month)
      }
    }
  }
  return names
}
