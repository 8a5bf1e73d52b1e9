/**
 * At what hour the community meets. Every half hour of the organiser's day is tried against the clocks of all members in both
 * halves of the year; the hour (or the pair of hours) that is hardest on nobody wins. Slot rules: `domain/` entry 09.6.
 */
import type { Words } from '#i18n/index.ts'
import { hardshipAt, offsetHours } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import { reason } from './reasons.ts'
import type { Place, Places } from './places.ts'
import type { Year } from './span.ts'
import type { Comfort, Hours, Slot } from './types.ts'

/** The hours of meeting, with what they mean in every place. */
export function chooseHours(decided: Decided, places: Places, year: Year, say: Words): Hours {
  const clocks = places.list.map((place) => clockOf(place, year))
  const rule = ruleOf(decided, clocks)
  const wish = wishedHour(decided)
  const picked =
    rule === 'fixed' ? bestSingle(clocks, wish) : bestPair(clocks, wish, rule === 'twin' ? [9, 11] : [4.5, 6.5])
  const slots = picked.map((hour, n) => slotAt(hour, n, rule, clocks, year))
  const answers = ['structure.manager-support', 'scope.utc-span-hours']
  return {
    rule,
    slots,
    places: clocks.map((clock) => ({
      place: clock.place.name,
      zone: clock.place.zone,
      local: picked.map((hour) => clockFace(hour + (clock.shifts[0] ?? 0))),
      later: picked.map((hour) => clockFace(hour + (clock.shifts.at(-1) ?? 0))),
      comfort: picked.map((hour) => comfortOf(hardship(clock, hour), hour + (clock.shifts[0] ?? 0))),
    })),
    assumed: places.assumed,
    because: ['cadence.slot-rule'],
    why: [
      rule === 'fixed'
        ? reason(decided, 'formula-hour', say(`design-calendar.why.hour.${wish.key}`), [answers[0] ?? ''])
        : reason(decided, 'formula-slots', say(`design-calendar.why.slots.${rule}`), [answers[1] ?? '']),
    ],
  }
}

/** A place and how many hours its clock is ahead of the organiser's, in the first and in the second half of the year. */
interface Clock {
  place: Place
  shifts: number[]
}

function clockOf(place: Place, year: Year): Clock {
  const later = Temporal.PlainDate.from(year.from).add({ days: 182 }).toString()
  return {
    place,
    shifts: [year.from, later].map((date) => offsetHours(place.zone, date) - offsetHours(year.zone, date)),
  }
}

// Clocks that hardly differ need no second slot, whatever span was stated.
function ruleOf(decided: Decided, clocks: readonly Clock[]): Hours['rule'] {
  const apart =
    Math.max(...clocks.flatMap((clock) => clock.shifts)) - Math.min(...clocks.flatMap((clock) => clock.shifts))
  const rule = decided.value<string>('cadence.slot-rule')
  if (apart < 3) return 'fixed'
  return rule === 'run-twice-or-regional-hosts' ? 'twin' : rule === 'rotate-two-slots' ? 'rotating' : 'fixed'
}

/**
 * The hour to start from when every hour suits all clocks `[k]`: where managers grant the time, fresh morning hours; where they
 * are of two minds, after lunch; where they do not, over lunch; where nobody's manager is asked, the end of the working day.
 */
function wishedHour(decided: Decided): { hour: number; key: 'granted' | 'mixed' | 'refused' | 'own' } {
  if (decided.value('cadence.live-form') === 'in-person') return { hour: 10, key: 'granted' }
  const support = decided.answer<string>('structure.manager-support')
  if (support === 'yes') return { hour: 10, key: 'granted' }
  if (support === 'no') return { hour: 12, key: 'refused' }
  return support === 'mixed' ? { hour: 13, key: 'mixed' } : { hour: 16, key: 'own' }
}

const hoursOfDay = Array.from({ length: 33 }, (_, n) => 6 + n / 2)

function bestSingle(clocks: readonly Clock[], wish: { hour: number }): number[] {
  return [
    least(hoursOfDay, (hour) => {
      const hard = clocks.map((clock) => hardship(clock, hour))
      return [Math.max(...hard), total(hard), Math.abs(hour - wish.hour)]
    }),
  ]
}

/**
 * Two hours so far apart (in hours) that everybody has one that is kind, and that what is left of hardship is shared: first the worst place's
 * better slot, then the difference between the places, then the sum.
 */
function bestPair(clocks: readonly Clock[], wish: { hour: number }, [near, far]: readonly [number, number]): number[] {
  const pairs = hoursOfDay.flatMap((a) =>
    hoursOfDay.filter((b) => b - a >= near && b - a <= far).map((b) => [a, b] as const),
  )
  return [
    ...least(pairs, ([a, b]) => {
      const kinder = clocks.map((clock) => Math.min(hardship(clock, a), hardship(clock, b)))
      const both = clocks.map((clock) => hardship(clock, a) + hardship(clock, b))
      return [Math.max(...kinder), Math.max(...both) - Math.min(...both), total(both), Math.abs(a + b - 2 * wish.hour)]
    }),
  ]
}

// The second of twin sessions is hosted where its hour suits best, on that place's own clock.
function slotAt(hour: number, n: number, rule: Hours['rule'], clocks: readonly Clock[], year: Year): Slot {
  const key = n === 0 ? 'a' : 'b'
  const home = { key, time: clockFace(hour), zone: year.zone } as const
  if (rule !== 'twin' || n === 0) return home
  const away = clocks.filter((clock) => clock.place.zone !== year.zone && !clock.place.zone.startsWith('Etc/'))
  if (away.length === 0) return home
  const host = least(away, (clock) => [hardship(clock, hour), -Math.abs(clock.shifts[0] ?? 0)])
  const there = hour + (host.shifts[0] ?? 0)
  // A host whose clock already shows another day would hold the twin on another date: the organiser's clock is kept then.
  return there >= 0 && there < 24 ? { key, time: clockFace(there), zone: host.place.zone } : home
}

/** How hard it is for a place to start at an hour of the organiser's clock, 0 to 12, in the worse half of the year. */
function hardship(clock: Clock, hour: number): number {
  return Math.max(...clock.shifts.map((shift) => hardshipAt(hour + shift)))
}

function comfortOf(hard: number, local: number): Comfort {
  if (hard <= 1) return 'good'
  if (hard === 12) return 'night'
  return ((local % 24) + 24) % 24 < 12 ? 'early' : 'late'
}

function clockFace(hour: number): string {
  const minutes = ((Math.round(hour * 60) % 1440) + 1440) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

/** The item whose costs come first in order; of equals the first. */
function least<T>(items: readonly T[], costs: (item: T) => number[]): T {
  const weighed = items.map((item) => ({ item, cost: costs(item) }))
  const [first, ...rest] = weighed
  if (!first) throw new Error('Nothing to choose from')
  return rest.reduce((best, one) => (before(one.cost, best.cost) ? one : best), first).item
}

function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((cost, n) => cost !== b[n])
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0)
}
