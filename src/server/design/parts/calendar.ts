/** Part 2 of a design, the calendar: the community's real year, dated, in series, with the agenda of every format. */
import { words } from '#i18n/index.ts'
import type { Decided } from '../basics.ts'
import { datedEvents } from './calendar/dated.ts'
import { formatPlans } from './calendar/format-plans.ts'
import { chooseHours } from './calendar/hours.ts'
import { memberLoad } from './calendar/load.ts'
import { notChosen } from './calendar/not-chosen.ts'
import { type Holidays, openingsOf } from '#server/foundations/time/index.ts'
import { memberPlaces } from './calendar/places.ts'
import { planSeries } from './calendar/plan.ts'
import { withinPromise } from './calendar/promise.ts'
import { seriesOf } from './calendar/series.ts'
import { yearOf } from './calendar/span.ts'
import type { Calendar } from './calendar/types.ts'
import { chooseWeekdays } from './calendar/weekdays.ts'

export type * from './calendar/types.ts'
export { calendarSpan } from './calendar/span.ts'

/**
 * The calendar of a design. `holidays` are those of `calendarSpan(decided, today)`, loaded with `holidaysOf`; a context
 * without a start begins where they begin. The same input gives the same calendar, to the event ids.
 */
export function composeCalendar(decided: Decided, holidays: Holidays): Calendar {
  const say = words(decided.locale)
  const year = yearOf(decided, holidays, say)
  const openings = openingsOf(year, holidays, say)
  const places = memberPlaces(decided, year)
  const hours = chooseHours(decided, places, year, say)
  const weekdays = chooseWeekdays(openings, year, say)
  const plans = planSeries(decided, { year, weekdays, hours }, say)
  const { events: wished, skipped } = datedEvents(plans, { decided, year, openings, hours, say })
  const events = withinPromise(decided, plans, wished, skipped, say)
  return {
    from: year.from,
    to: year.to,
    zone: year.zone,
    holidays: { kept: year.kept, known: holidays.known, unknown: holidays.unknown, others: year.others },
    quiet: year.quiet,
    hours,
    weekdays,
    series: plans.map((plan) => seriesOf(plan, { year, hours, events, skipped }, say)),
    events,
    formats: formatPlans(decided, plans, say),
    'not-chosen': notChosen(decided, plans, say),
    load: memberLoad(decided, plans, events, say),
  }
}
