/**
 * Hours that share the pain: for people in many zones, one time or several that take turns, so that no zone has every bad hour. Pure.
 * Slot rules: `domain/` entry 09.6; a bad hour begins before 07:00 or goes on after 21:00 where somebody lives.
 */
import { daysAfter, hardshipAt, isBadHour, scheduled } from '../../foundations/time/index.ts'

/** How many people live by a clock. */
export interface ZoneShare {
  zone: string
  members: number
}

export interface SlotsAsked {
  zones: readonly ZoneShare[]
  /** The organiser's, in which the times are told. */
  zone: string
  minutes: number
  /** A day from which the next year is looked at, season by season: clocks change, north and south not together. */
  date: string
  /** The time at which it is now, if any: of equals the nearest. */
  now?: string | undefined
}

/** One way to do it, with what it means in every zone. */
export interface SlotPlan {
  /** `HH:MM` in the organiser's zone, in turn. */
  times: string[]
  zones: { zone: string; members: number; local: LocalTime[]; /** Share of bad hours, 0 to 1. */ share: number }[]
  /** The share of bad hours of the zone that has most. */
  worst: number
  /** The share of bad hours over all members. */
  mean: number
}

export interface LocalTime {
  /** What a clock there shows when it begins, now and when the clocks have changed; the day beside the organiser's. */
  time: string
  later: string
  day: -1 | 0 | 1
  isBad: boolean
}

/**
 * The best single time, pair and three, and how many of them are proposed: the fewest that leave nobody with clearly more bad hours
 * than the others. Empty where nobody lives anywhere.
 */
export function proposeSlots(asked: SlotsAsked): { plans: SlotPlan[]; proposed: number } {
  if (asked.zones.length === 0) return { plans: [], proposed: 0 }
  const clocks = halfHours.map((time) => clockOf(time, asked))
  const plans = [1, 2, 3].map((count) => best(clocks, count, asked))
  const better = (few: SlotPlan, many: SlotPlan) => many.worst < few.worst - clearly
  const [one, two, three] = plans as [SlotPlan, SlotPlan, SlotPlan]
  const proposed = better(one, two) || better(one, three) ? (better(two, three) ? 3 : 2) : 1
  return { plans, proposed }
}

/** What given times would mean. */
export function slotsMean(times: readonly string[], asked: SlotsAsked): SlotPlan {
  return planOf(
    times.map((time) => clockOf(time, asked)),
    asked,
  )
}

/** Days from now at which clocks are looked at. */
const seasons = [0, 91, 182, 273]
/** A third slot has to spare somebody a tenth of their meetings. */
const clearly = 0.1
/** Hours of a rotation are at least so far apart: two that are next to each other spare nobody. */
const apart = 4
const halfHours = Array.from(
  { length: 48 },
  (_, n) => `${String(Math.floor(n / 2)).padStart(2, '0')}:${n % 2 === 0 ? '00' : '30'}`,
)

/** A time of the organiser, as it is in every zone. */
interface Clock {
  time: string
  local: LocalTime[]
  /** 0 by day to 12 at night, in the worst season. */
  hard: number[]
}

function clockOf(time: string, { zones, zone, minutes, date }: SlotsAsked): Clock {
  const starts = seasons.map((days) => {
    const day = daysAfter(date, days)
    return { day, start: Temporal.Instant.from(scheduled(day, time, zone).instant) }
  })
  const there = zones.map(({ zone }) =>
    starts.map(({ day, start }) => {
      const local = start.toZonedDateTimeISO(zone)
      return {
        time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
        day: Temporal.PlainDate.compare(local.toPlainDate(), day),
        hour: local.hour + local.minute / 60,
        isBad: isBadHour(start, start.add({ minutes }), zone),
      }
    }),
  )
  return {
    time,
    local: there.map((year) => ({
      time: year[0]!.time,
      later: (year.find((season) => season.time !== year[0]!.time) ?? year[0]!).time,
      day: year[0]!.day as LocalTime['day'],
      isBad: year.some(({ isBad }) => isBad),
    })),
    hard: there.map((year) => Math.max(...year.map(({ hour }) => hardshipAt(hour)))),
  }
}

/** First the zone that has most bad hours, then how many there are over all members, then what is hard short of that, then the habit. */
function best(clocks: readonly Clock[], count: number, asked: SlotsAsked): SlotPlan {
  let found: { clocks: Clock[]; cost: number[] } | undefined
  for (const set of sets(clocks, count)) {
    const cost = costOf(set, asked)
    if (!found || before(cost, found.cost)) found = { clocks: set, cost }
  }
  return planOf(found!.clocks, asked)
}

function* sets(clocks: readonly Clock[], count: number, from = 0): Generator<Clock[]> {
  if (count === 0) {
    yield []
    return
  }
  for (let n = from; n < clocks.length; n++)
    for (const rest of sets(clocks, count - 1, n + apart)) yield [clocks[n]!, ...rest]
}

function costOf(set: readonly Clock[], { zones, now }: SlotsAsked): number[] {
  const all = zones.reduce((sum, { members }) => sum + members, 0)
  const bad = zones.map((_, z) => set.filter(({ local }) => local[z]!.isBad).length / set.length)
  const hard = zones.map((_, z) => set.reduce((sum, clock) => sum + clock.hard[z]!, 0) / set.length)
  const weighed = (values: readonly number[]) =>
    values.reduce((sum, value, z) => sum + value * zones[z]!.members, 0) / all
  const habit = now === undefined ? 0 : Math.min(...set.map(({ time }) => Math.abs(minutesOf(time) - minutesOf(now))))
  return [Math.max(...bad), weighed(bad), Math.max(...hard), weighed(hard), habit]
}

function planOf(set: readonly Clock[], { zones }: SlotsAsked): SlotPlan {
  const shares = zones.map(({ zone, members }, z) => {
    const local = set.map((clock) => clock.local[z]!)
    return { zone, members, local, share: local.filter(({ isBad }) => isBad).length / set.length }
  })
  const all = shares.reduce((sum, { members }) => sum + members, 0)
  return {
    times: set.map(({ time }) => time),
    zones: shares,
    worst: Math.max(...shares.map(({ share }) => share)),
    mean: shares.reduce((sum, { share, members }) => sum + share * members, 0) / all,
  }
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((cost, n) => Math.abs(cost - (b[n] ?? 0)) > 1e-9)
  return at >= 0 && a[at]! < b[at]!
}
