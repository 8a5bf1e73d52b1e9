/** The recurrence rule (RFC 5545) of what somebody chose. */
import { datesOf, daysAfter, monthly, readRule, weekdayOf, weekly } from '../../foundations/time/index.ts'
import { problem } from '../input.ts'
import type { Every } from './input.ts'

export interface Chosen {
  every?: Every | undefined
  nth?: string | undefined
  weekday?: number | undefined
  rule?: string | undefined
}

/** A rule without its end, and the end where it was written in the rule. */
export interface Rule {
  rule: string
  until?: string | undefined
  times?: number | undefined
}

/**
 * The rule that somebody chose, counted from `date`: what is not said (which weekday, which of the month) is as that day is.
 * Throws Invalid for a rule of another shape than people plan by, and where nothing was chosen.
 */
export function ruleFor(chosen: Chosen, date: string): Rule {
  if (chosen.rule) return ruleGiven(chosen.rule)
  if (!chosen.every) throw problem('every', 'required')
  const weekday = chosen.weekday ?? weekdayOf(date)
  const weeks = weeksOf[chosen.every]
  if (weeks) return { rule: weekly(weekday, weeks) }
  const nth = chosen.nth ? Number(chosen.nth) : nthOf(date)
  const apart = monthsOf[chosen.every] ?? 1
  if (apart === 1) return { rule: monthly([nth], weekday) }
  // From the month of the first on: named months fall on the same ones every year, wherever one starts to count.
  const first = Number(datesOf(monthly([nth], weekday), date, daysAfter(date, 62))[0]!.slice(5, 7))
  const months = Array.from({ length: 12 / apart }, (_, n) => ((first - 1 + n * apart) % 12) + 1)
  return { rule: monthly([nth], weekday, months) }
}

const weeksOf: Partial<Record<Every, number>> = { week: 1, '2-weeks': 2, '3-weeks': 3, '4-weeks': 4 }
const monthsOf: Partial<Record<Every, number>> = { '2-months': 2, quarter: 3, 'half-year': 6, year: 12 }

/** A fifth Thursday is the last one: not every month has a fifth. */
function nthOf(date: string): number {
  const nth = Math.ceil(Number(date.slice(8)) / 7)
  return nth > 4 ? -1 : nth
}

function ruleGiven(text: string): Rule {
  const parts = text.replace(/^RRULE:/, '').split(';')
  const end = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1)
  const rule = parts.filter((part) => !/^(UNTIL|COUNT|WKST)=/.test(part)).join(';')
  const [until, count] = [end('UNTIL'), end('COUNT')]
  const day = until && /^(\d{4})(\d\d)(\d\d)/.exec(until)
  if (!readRule(rule) || (until && !day) || (count && !/^[1-9]\d{0,4}$/.test(count)))
    throw problem('rule', 'series.rule')
  return {
    rule,
    ...(day ? { until: `${day[1]}-${day[2]}-${day[3]}` } : {}),
    ...(count ? { times: Number(count) } : {}),
  }
}

/** How a form would have chosen a rule; nothing where a form cannot. */
export function chosenBy(rule: string | null): { every?: Every; nth?: string; weekday?: number } {
  const read = rule === null ? null : readRule(rule)
  if (!read) return {}
  if (read.every === 'week') {
    const every = Object.entries(weeksOf).find(([, weeks]) => weeks === read.interval)?.[0] as Every | undefined
    return every && read.weekdays.length === 1 ? { every, weekday: read.weekdays[0]! } : {}
  }
  const apart = read.months.length === 0 ? read.interval : evenly(read.months)
  const every = apart === 1 ? 'month' : Object.entries(monthsOf).find(([, months]) => months === apart)?.[0]
  return every && read.nths.length === 1
    ? { every: every as Every, nth: String(read.nths[0]), weekday: read.weekday }
    : {}
}

/** How many months apart, where they are apart evenly. */
function evenly(months: readonly number[]): number | undefined {
  const apart = 12 / months.length
  const sorted = months.toSorted((a, b) => a - b)
  return sorted.every((month, n) => month === sorted[0]! + n * apart) ? apart : undefined
}
