import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { launchDay } from '../common/launch.ts'
import { phrase, pick } from '../common/phrases.ts'
import { monthsOf, sizeOf } from '../common/size.ts'
import type { Workdays } from '../common/workdays.ts'

/** A report and the days on which it is out. */
export interface Report {
  id: string
  name: string
  /** For whom. */
  readers: string
  holds: string
  /** `YYYY-MM-DD`; of the event card, the days after each event. */
  dates: string[]
  when: string
  ownerRole: string
  owner: string
  /** Minutes of work for one. */
  minutes: number
}

/** The reports that this community's readers need and its hands can write (`domain/07`, 7.7). */
export function reports(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): Report[] {
  const { micro } = sizeOf(decided)
  const launch = launchDay(calendar)
  const months = monthsOf(decided)
  const day = (date: string) => workdays.onOrAfter(date)
  const quarters = Array.from({ length: Math.floor(months / 3) }, (_, index) => index + 1)
  const live = calendar.events.filter((event) => event.live && event.format !== 'mel-hub-pre-brief')
  const few = micro || decided.answer<number>('structure.coordinator-fte') < 0.1
  const report = (id: string, dates: string[], ownerRole: string, minutes: number): Report => ({
    id,
    name: phrase(say, `design-evaluation.report.${id}.name`),
    readers: phrase(say, `design-evaluation.report.${id}.readers`, {
      sponsor: pick(decided.answer<string>('structure.sponsor')),
    }),
    holds: phrase(say, `design-evaluation.report.${id}.holds`),
    dates: [...new Set(dates)],
    when: phrase(say, `design-evaluation.report.${id}.when`),
    ownerRole,
    owner: phrase(say, `design-whole.who.${ownerRole}`),
    minutes,
  })
  const end = day(closing(calendar, launch, months))
  return [
    ...(few
      ? []
      : [
          report(
            'event-card',
            live.map((event) => day(daysAfter(event.wall.slice(0, 10), 3))),
            'facilitator',
            10,
          ),
        ]),
    ...(few
      ? []
      : [
          report(
            'monthly',
            firstDays(launch, months).map((date) => day(daysAfter(date, 4))),
            'coordinator',
            20,
          ),
        ]),
    report(
      'quarterly',
      quarters.map((quarter) => day(daysAfter(launch, quarter * 91 + 24))),
      'coordinator',
      few ? 60 : 90,
    ),
    ...(few || months < 12 ? [] : [report('matrix', [day(daysAfter(launch, 200)), end], 'core-team', 120)]),
    ...(decided.answer<number>('budget.annual-usd') > 0 && decided.answer('structure.sponsor') !== 'none'
      ? [
          report(
            'money',
            quarters.map((quarter) => day(daysAfter(launch, quarter * 91 + 24))),
            'coordinator',
            30,
          ),
        ]
      : []),
    report(months < 12 ? 'closing' : 'yearly', [end], 'core-team', 240),
  ]
}

/** The retreat where it ends the year, else two weeks before the year does. */
function closing(calendar: Calendar, launch: string, months: number): string {
  const last = daysAfter(launch, months * 30 - 10)
  const retreat = calendar.events
    .filter((event) => event.format === 'annual-retreat')
    .at(-1)
    ?.wall.slice(0, 10)
  return retreat && retreat > daysAfter(launch, months * 30 - 75) ? retreat : last
}

/** The first of each month after the launch. */
function firstDays(launch: string, months: number): string[] {
  const first = Temporal.PlainDate.from(launch).with({ day: 1 })
  return Array.from({ length: months }, (_, index) => first.add({ months: index + 1 }).toString())
}
