/** From series to dated events: open days only, one live event a day, moved by as little as possible and saying why. */
import type { Words } from '#i18n/index.ts'
import { datesOf, daysAfter, monthly, scheduled, weekdayOf, weekly } from '#server/foundations/time/index.ts'
import type { Decided } from '../../types.ts'
import { Diary } from './diary.ts'
import type { Openings } from './openings.ts'
import type { SeriesPlan, When } from './plan.ts'
import { retreatDays } from './retreat.ts'
import type { Year } from './span.ts'
import { topicOf } from './topics.ts'
import type { CalendarEvent, Hours, Slot } from './types.ts'

export interface DatingFrame {
  decided: Decided
  year: Year
  openings: Openings
  hours: Hours
  say: Words
}

/** Dates of a rule on which nothing is held, by series. */
export type Skipped = Map<string, { date: string; why: string }[]>

/** The events of all series in order of time, and what could not be held. Plans are served in their order. */
export function datedEvents(plans: readonly SeriesPlan[], frame: DatingFrame): { events: CalendarEvent[]; skipped: Skipped } {
  const diary = new Diary(frame.openings, frame.say, frame.decided.value<number>('cadence.live-events-max-per-month'))
  const events: CalendarEvent[] = []
  const skipped: Skipped = new Map()
  plans.forEach((plan, turn) => {
    const opening = events.find((event) => event.format === 'launch-event')?.wall.slice(0, 10)
    const dates = plannedDates(plan, opening ? daysAfter(opening, 1) : frame.year.from, frame.year, events, diary)
    const settled = dates.flatMap((wish) => {
      const found = settle(wish, plan, diary)
      if ('why' in found) {
        skipped.set(plan.key, [...(skipped.get(plan.key) ?? []), { date: wish.date, why: found.why }])
        return []
      }
      return [found]
    })
    settled.forEach((day, n) => events.push(...eventsOn(day, n, turn, plan, frame)))
  })
  return { events: events.sort(inOrder), skipped }
}

/** A date that a rule gives. */
interface Wish {
  date: string
  part?: { number: number; of: number }
  prepares?: string
  /** It follows another date and may be any of these days before it; the rule's own date is not a promise. */
  instead?: string[]
}
interface Settled extends Wish {
  moved?: { from: string; why: string }
}

function plannedDates(plan: SeriesPlan, from: string, year: Year, events: readonly CalendarEvent[], diary: Diary): Wish[] {
  const { when } = plan
  if (when.kind === 'own') return []
  if (when.kind === 'first') return first(when.weekday, year).map((date) => ({ date }))
  if (when.kind === 'closing')
    return retreatDays(plan.sittings.length, when.weekdays, year, (date) => !diary.refuses(date, plan)).map((date, n, all) => ({
      date,
      ...(all.length > 1 && { part: { number: n + 1, of: all.length } }),
    }))
  if (when.kind === 'before') return before(when, events)
  return datesOf(ruleOf(when, year) ?? '', from, year.to)
    .filter((date) => when.kind === 'weekly' || when.months.some((month) => year.months[month]?.startsWith(date.slice(0, 7))))
    .flatMap((date) => parts(date, plan))
}

/** The RRULE of a series that has one. */
export function ruleOf(when: When, year: Year): string | null {
  if (when.kind === 'weekly') return weekly(when.weekday)
  if (when.kind !== 'monthly') return null
  const months = when.months.flatMap((month) => Number(year.months[month]?.slice(5, 7)) || [])
  return monthly(when.nths, when.weekday, months)
}

// The first weekday from the second day on, so that a year that starts on a holiday has somewhere to move to.
function first(weekday: number, year: Year): string[] {
  const ahead = (weekday - weekdayOf(year.from) + 7) % 7
  return [daysAfter(year.from, ahead)]
}

// Pre-briefs are five to seven days before, six if they can choose, and a little more or less if days are closed (`domain/` entry 04.6).
function before(when: Extract<When, { kind: 'before' }>, events: readonly CalendarEvent[]): Wish[] {
  return events
    .filter((event) => event.series === when.series)
    .sort(inOrder)
    .map((event) => {
      const day = event.wall.slice(0, 10)
      const [date = day, ...instead] = [0, 1, -1, 2, -2, 3, -3].map((step) => daysAfter(day, -when.days + step))
      return { date, instead, prepares: event.id }
    })
}

// A workshop in parts ends on its own date; the parts before it are a week apart, for the task between.
function parts(date: string, plan: SeriesPlan): Wish[] {
  const of = plan.sittings.length
  if (of === 1) return [{ date }]
  return plan.sittings.map((_, n) => ({ date: daysAfter(date, -7 * (of - 1 - n)), part: { number: n + 1, of } }))
}

function settle(wish: Wish, plan: SeriesPlan, diary: Diary): Settled | { why: string } {
  const refused = diary.refuses(wish.date, plan)
  const other = refused && alternatives(wish, plan).find((date) => !diary.refuses(date, plan))
  if (refused && !other) return { why: refused }
  const date = other ?? wish.date
  diary.keep(date, plan)
  return refused && !wish.instead ? { ...wish, date, moved: { from: wish.date, why: refused } } : { ...wish, date }
}

// The nearest day of the same week, then the weeks beside it. What returns within a fortnight is not chased that far.
function alternatives(wish: Wish, plan: SeriesPlan): string[] {
  if (wish.instead) return wish.instead
  if (plan.when.kind === 'weekly') return []
  const week = [-1, 1, -2, 2, -3, 3]
  const far = plan.rhythm === 'biweekly' || wish.part ? [] : [7, -7, 6, 8, -6, -8, 14, -14, 13, 15]
  const first = plan.when.kind === 'first' ? Array.from({ length: 60 }, (_, n) => n + 1) : [...week, ...far]
  return first.map((step) => daysAfter(wish.date, step))
}

function eventsOn(day: Settled, n: number, turn: number, plan: SeriesPlan, frame: DatingFrame): CalendarEvent[] {
  const { hours } = frame
  const [a, b = a] = hours.slots
  if (!a || !b) return []
  const whole = wholeDay(plan)
  const slots: Slot[] = whole ? [{ ...a, key: 'a', time: '09:00' }] : plan.twin ? [a, b] : [(n + turn) % 2 === 0 ? a : b]
  return slots.map((slot) => eventIn(slot, day, n, plan, frame))
}

/** A sitting of more than three hours begins in the morning, whatever the slot. */
export function wholeDay(plan: SeriesPlan): boolean {
  return plan.format.class !== 'discussion' && Math.max(...plan.sittings) > 180
}

function eventIn(slot: Slot, day: Settled, n: number, plan: SeriesPlan, frame: DatingFrame): CalendarEvent {
  const { format } = plan
  const live = format.class !== 'discussion'
  const round = day.part ? Math.floor(n / day.part.of) : n
  const topic = topicOf(frame.decided, format.id, round)
  const number = String(n + 1).padStart(2, '0')
  return {
    id: plan.twin ? `${plan.key}-${number}-${slot.key}` : `${plan.key}-${number}`,
    series: plan.key,
    format: format.id,
    class: format.class,
    title: titleOf(plan, topic, day, frame.say),
    ...(topic && { topic }),
    ...scheduled(day.date, slot.time, slot.zone),
    minutes: live ? (plan.sittings[(day.part?.number ?? 1) - 1] ?? format.duration_minutes) : openDays * 1440,
    circle: plan.circle,
    audience: plan.audience,
    live,
    slot: slot.key,
    groups: plan.groups,
    ...(day.part && { part: day.part }),
    ...(day.prepares && { prepares: day.prepares }),
    ...(day.moved && { moved: day.moved }),
  }
}

/** A written discussion is open for twelve days; seeding before and the summary after are not for everybody (`domain/` entry 04.6). */
export const openDays = 12

function titleOf(plan: SeriesPlan, topic: string | undefined, day: Wish, say: Words): string {
  const name = plan.format.short_name
  const titled = topic ? say('design-calendar.title.topic', { name, topic }) : name
  return day.part ? say('design-calendar.title.part', { name: titled, number: day.part.number, of: day.part.of }) : titled
}

function inOrder(a: CalendarEvent, b: CalendarEvent): number {
  return a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : a.id < b.id ? -1 : 1
}
