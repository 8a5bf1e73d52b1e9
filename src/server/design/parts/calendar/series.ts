/** A series as the calendar shows it: its rule, and the rule in words. */
import type { Words } from '#i18n/index.ts'
import { monthlyWords, placeOf, weeklyWords } from '#server/foundations/time/index.ts'
import { wholeDay } from './dated.ts'
import type { SeriesPlan } from './plan.ts'
import type { Skipped } from './settle.ts'
import type { Year } from './span.ts'
import type { CalendarEvent, Hours, Series, Slot } from './types.ts'
import { calendarMonths, ruleOf } from './wishes.ts'

export interface SeriesFrame {
  year: Year
  hours: Hours
  events: readonly CalendarEvent[]
  skipped: Skipped
}

/** The series of a plan, after its events are known. */
export function seriesOf(plan: SeriesPlan, frame: SeriesFrame, say: Words): Series {
  const slots = slotsOf(plan, frame.hours)
  return {
    key: plan.key,
    format: plan.format.id,
    ...(plan.variant && { variant: plan.variant.id }),
    name: plan.format.short_name,
    class: plan.format.class,
    rule: ruleOf(plan.when, frame.year),
    words: wordsOf(plan, slots, frame, say),
    slots,
    minutes: Math.max(...plan.sittings),
    circle: plan.circle,
    audience: plan.audience,
    own: plan.when.kind === 'own',
    events: frame.events.filter((event) => event.series === plan.key).length,
    skipped: frame.skipped.get(plan.key) ?? [],
    because: plan.because,
  }
}

function slotsOf(plan: SeriesPlan, hours: Hours): Slot[] {
  const first = hours.slots[0]
  if (!first || plan.when.kind === 'own') return []
  return wholeDay(plan) ? [{ ...first, time: '09:00' }] : hours.slots
}

function wordsOf(plan: SeriesPlan, slots: readonly Slot[], frame: SeriesFrame, say: Words): string {
  const when = whenWords(plan, frame, say)
  if (plan.when.kind === 'own' || plan.format.class === 'discussion') return when
  const said = (slot: Slot) => say('time.rule.time', { time: slot.time, place: placeOf(slot.zone) })
  const [one, two] = slots
  if (!one) return when
  if (!two || (plan.when.kind === 'first' && !plan.twin)) return say('time.rule.at', { when, time: said(one) })
  // Two hours of one clock need their place only once.
  const [a, b] = [one.zone === two.zone ? one.time : said(one), said(two)]
  return say(plan.twin ? 'design-calendar.rule.twice' : 'design-calendar.rule.turns', { when, a, b })
}

function whenWords(plan: SeriesPlan, { year }: SeriesFrame, say: Words): string {
  const { when } = plan
  if (when.kind === 'weekly') return weeklyWords(when.weekday, say)
  if (when.kind === 'monthly') {
    const all = year.allMonths.map((month) => Number(month.slice(5, 7)))
    return monthlyWords(when.nths, when.weekday, calendarMonths(when.months, year), all, say)
  }
  if (when.kind === 'before') return say('design-calendar.rule.before', { days: when.days })
  if (when.kind === 'own') return say('design-calendar.rule.own')
  return say(when.kind === 'first' ? 'design-calendar.rule.first' : 'design-calendar.rule.closing', {
    count: plan.sittings.length,
  })
}
