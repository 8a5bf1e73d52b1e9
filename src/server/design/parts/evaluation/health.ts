import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { launchDay } from '../common/launch.ts'
import { phrase } from '../common/phrases.ts'
import { monthsOf, sizeOf } from '../common/size.ts'
import type { Workdays } from '../common/workdays.ts'

/** One look at the community's health: four dimensions, 23 questions, talked over first and scored second. */
export interface HealthCheck {
  kind: 'self' | 'full'
  /** `YYYY-MM-DD`. */
  date: string
  what: string
  /** Fewest people who rate, from two circles or tiers. */
  raters: number
  minutes: number
}

/** The core team looks each quarter, everybody once a year; and before any decision to change course. */
export function healthChecks(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): HealthCheck[] {
  const { micro } = sizeOf(decided)
  const launch = launchDay(calendar)
  const months = monthsOf(decided)
  const quarters = Array.from({ length: Math.max(0, Math.ceil(months / 3) - 1) }, (_, index) => index + 1)
  const raters = micro ? 3 : 5
  const self = quarters.map((quarter): HealthCheck => ({
    kind: 'self',
    date: workdays.onOrAfter(daysAfter(launch, quarter * 91 - 7)),
    what: phrase(say, `design-evaluation.health.${micro ? 'selfMicro' : 'self'}`),
    raters: Math.min(raters, decided.value<number>('governance.core-team-size') ?? 3),
    minutes: 10,
  }))
  const retreat = calendar.events
    .filter((event) => event.format === 'annual-retreat')
    .at(-1)
    ?.wall.slice(0, 10)
  const end = daysAfter(launch, months * 30 - 20)
  const atRetreat = retreat !== undefined && retreat > daysAfter(launch, Math.min(150, months * 15))
  return [
    ...self,
    {
      kind: 'full',
      date: atRetreat ? retreat : workdays.onOrAfter(end),
      what: say(atRetreat ? 'design-evaluation.health.fullRetreat' : 'design-evaluation.health.full'),
      raters,
      minutes: 45,
    },
  ]
}
