/** From the decided rhythms to series: which formats run, how often, for whom, how long. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { perYear } from '../../rules/formulas.ts'
import { formatCatalogue, type EventFormat, type Variant } from '#server/foundations/event-formats.ts'
import { layouts, weekdayFor, type Layout } from './layout.ts'
import { retreatVariant } from './retreat.ts'
import { monthsOfRhythm } from './rhythm.ts'
import type { Year } from './span.ts'
import type { Audience, CircleKey, Hours, Weekdays } from './types.ts'

/** One series before it has dates. */
export interface SeriesPlan {
  key: string
  format: EventFormat
  variant?: Variant
  rhythm: string
  when: When
  /** Minutes of each sitting; one entry unless the event has several. */
  sittings: number[]
  circle: CircleKey
  audience: Audience
  /** Groups side by side. */
  groups: number
  /** Held twice, once in each slot. */
  twin: boolean
  /** Months in which all meet; in the others the subgroups meet each for itself. Absent: all meet every time. */
  plenaries?: number[]
  because: string[]
}

/** When a series falls. Months are places in `Year.months`, 0 the first. */
export type When =
  | { kind: 'monthly'; nths: number[]; weekday: number; months: number[] }
  | { kind: 'weekly'; weekday: number }
  /** The first open day of this weekday. */
  | { kind: 'first'; weekday: number }
  /** At the end of the year, sittings on days that belong together. */
  | { kind: 'closing'; weekdays: number[] }
  /** So many days before each event of another series. */
  | { kind: 'before'; series: string; days: number }
  /** The group sets its own dates. */
  | { kind: 'own' }

export interface PlanFrame {
  year: Year
  weekdays: Weekdays
  hours: Hours
}

/** The series of a design, those first that are moved last. */
export function planSeries(decided: Decided, frame: PlanFrame, say: Words): SeriesPlan[] {
  const { formats } = formatCatalogue(say.locale)
  return Object.entries(layouts).flatMap(([id, layout]) => {
    const format = formats.get(id)
    const rhythm = rhythmOf(decided, id)
    if (!format || !runs(decided, id, rhythm)) return []
    const plan = planned(decided, format, layout, rhythm, frame)
    return plan.when.kind === 'monthly' && plan.when.months.length === 0 ? [] : [plan]
  })
}

/** The decided rhythm of a format; a retreat that is held at all is held once in a calendar. */
export function rhythmOf(decided: Decided, format: string): string {
  const value = decided.value<string>(`cadence.${format}`) ?? 'none'
  return format === 'annual-retreat' && value !== 'none' ? 'once' : value
}

// A person may switch a format off in the list of events, or switch it off by its rhythm; either is enough.
function runs(decided: Decided, format: string, rhythm: string): boolean {
  return perYear(rhythm) > 0 && (format === 'office-hours' || decided.list('cadence.events').includes(format))
}

function planned(decided: Decided, format: EventFormat, layout: Layout, rhythm: string, frame: PlanFrame): SeriesPlan {
  const minutes = decided.value<number>(`cadence.minutes.${format.id}`)
  const variant = variantOf(decided, format, minutes)
  const when = whenOf(decided, format, layout, rhythm, frame)
  return {
    key: format.id,
    format,
    ...(variant && { variant }),
    rhythm,
    when,
    sittings: sittingsOf(variant ?? format, minutes),
    circle: layout.audience === 'hub' ? 'hub' : 'wider',
    audience: audienceOf(decided, layout),
    groups: format.id === 'peer-clinic' ? Math.max(1, decided.value<number>('cadence.clinic-parallel-groups') ?? 1) : 1,
    twin: frame.hours.rule === 'twin' && heldTwice.has(format.id),
    ...plenariesOf(decided, format, when),
    because: [`cadence.${format.id}`, ...(minutes ? [`cadence.minutes.${format.id}`] : [])],
  }
}

// A hub, a clinic or a newcomers' hour is small: it takes turns between the slots. What is for everybody is held in both.
const heldTwice = new Set(['launch-event', 'monthly-learning-session', 'quarterly-showcase', 'webinar'])

function variantOf(decided: Decided, format: EventFormat, minutes: number | undefined): Variant | undefined {
  const named = (id: string) => format.variants?.find((variant) => variant.id === id)
  if (format.id === 'annual-retreat') return named(retreatVariant(decided) ?? '')
  if (format.id === 'monthly-learning-session' && decided.value('cadence.peer-clinic') === 'merged-into-monthly')
    return named('with-clinic')
  // A workshop that may not last its three hours keeps its work in parts, not in haste.
  if (format.id === 'workshop' && minutes && minutes < 150) return named(minutes < 85 ? 'three-parts' : 'two-parts')
  return undefined
}

function sittingsOf(
  plan: { days?: number; duration_minutes?: number; segments?: { minutes: number; day?: number }[] },
  minutes: number | undefined,
): number[] {
  const days = new Map<number, number>()
  for (const segment of plan.segments ?? [])
    days.set(segment.day ?? 1, (days.get(segment.day ?? 1) ?? 0) + segment.minutes)
  const own = [...days.values()]
  return own.length === 1 && minutes ? [minutes] : own
}

function audienceOf(decided: Decided, layout: Layout): Audience {
  const closed =
    decided.value('membership.open-registration') === 'closed' || decided.answer('scope.security') === 'high-risk'
  return layout.audience === 'guests-too' && closed ? 'everybody' : layout.audience
}

function whenOf(
  decided: Decided,
  format: EventFormat,
  layout: Layout,
  rhythm: string,
  { year, weekdays }: PlanFrame,
): When {
  const weekday = weekdayFor(layout, weekdays)
  if (format.id === 'working-group-meeting') return { kind: 'own' }
  if (format.id === 'launch-event') return { kind: 'first', weekday }
  if (format.id === 'annual-retreat') return { kind: 'closing', weekdays: [weekdays.main, weekdays.clinic] }
  if (format.id === 'mel-hub-pre-brief') return { kind: 'before', series: 'cop-meeting-with-panel', days: 6 }
  if (rhythm === 'weekly') return { kind: 'weekly', weekday }
  const twice = rhythm === 'biweekly'
  const nths = twice ? [layout.second ?? layout.nth, layout.nth].sort() : [layout.nth]
  const taken = format.id === 'monthly-learning-session' ? meetingMonths(decided, year) : []
  const free = [...year.months.keys()].filter((month) => !taken.includes(month))
  const months = monthsOfRhythm(twice ? 'monthly' : rhythm, layout.phase, free.length, year.horizon)
  return { kind: 'monthly', nths, weekday, months: months.flatMap((place) => free[place] ?? []) }
}

// Above 200 members, or in three languages, everybody meets less often than the subgroups do.
function plenariesOf(decided: Decided, format: EventFormat, when: When): Pick<SeriesPlan, 'plenaries'> {
  const rhythm = decided.value<string>('cadence.plenary')
  if (format.id !== 'monthly-learning-session' || !rhythm || when.kind !== 'monthly') return {}
  const every = Math.max(1, Math.round(12 / Math.max(1, perYear(rhythm))))
  return { plenaries: when.months.filter((_, place) => place % every === 0) }
}

// In the month of a CoP meeting there is no learning session, where the rules say so.
function meetingMonths(decided: Decided, year: Year): number[] {
  const rhythm = rhythmOf(decided, 'cop-meeting-with-panel')
  if (!decided.value('cadence.cop-meeting-takes-slot') || !runs(decided, 'cop-meeting-with-panel', rhythm)) return []
  return monthsOfRhythm(rhythm, layouts['cop-meeting-with-panel']?.phase ?? 1, year.months.length, year.horizon)
}
