/** What a design comes to: events, hours, money. Beside one another they say what a change means. */
import type { Words } from '#i18n/index.ts'
import type { Design } from '../types.ts'

/** One figure of a design. `unit` says how it is written. */
export interface Measure {
  key: string
  name: string
  value: number
  unit: 'count' | 'hours' | 'money'
  /** ISO 4217, for money. */
  currency?: string
}

/** The figures of a design: events of each format and together, hours of a member and of each role, cash. */
export function measuresOf({ parts, load }: Design, w: Words): Measure[] {
  const { events } = parts.calendar
  const names = new Map(parts.calendar.formats.map(({ format, name }) => [format, name]))
  const perFormat = Map.groupBy(
    events.filter((event) => event.live),
    ({ format }) => format,
  )
  const { currency, total } = parts.sustainability.budget
  return [
    {
      key: 'events',
      name: w('studio.measures.events'),
      value: events.filter((event) => event.live).length,
      unit: 'count',
    },
    ...[...perFormat].map(([format, held]): Measure => ({
      key: `format:${format}`,
      name: names.get(format) ?? format,
      value: held.length,
      unit: 'count',
    })),
    ...load.map((each): Measure => ({
      key: `load:${roleIn(each.who)}`,
      name: w('studio.measures.hours', { who: each.who }),
      value: each.hours,
      unit: 'hours',
    })),
    {
      key: 'indicators',
      name: w('studio.measures.indicators'),
      value: parts.evaluation.indicators.length,
      unit: 'count',
    },
    { key: 'budget', name: w('studio.measures.budget'), value: total, unit: 'money', currency },
  ]
}

/** "Facilitator (each of 8)" and "(each of 11)" are one role. */
const roleIn = (who: string): string => who.replace(/\s*\([^)]*\)$/, '')

export interface MeasuredChange extends Omit<Measure, 'value'> {
  before: number
  after: number
}

/** The figures that are not the same; what one side lacks counts as none. */
export function measuredChanges(before: readonly Measure[], after: readonly Measure[]): MeasuredChange[] {
  const keys = [...new Set([...after, ...before].map(({ key }) => key))]
  return keys.flatMap((key) => {
    const [was, is] = [before, after].map((side) => side.find((measure) => measure.key === key))
    const { value: _, ...measure } = (is ?? was)!
    const change = { ...measure, before: was?.value ?? 0, after: is?.value ?? 0 }
    return change.before === change.after && was?.currency === is?.currency ? [] : [change]
  })
}
