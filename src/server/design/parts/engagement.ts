/**
 * Part 4: how the community is woken, kept awake, and how silent members are met.
 * Source: `domain/06` (benchmarks, activation, recognition, mentoring, speakers, ladder), dosed by the decisions.
 */
import { words } from '#i18n/index.ts'
import type { Decided } from '../basics.ts'
import type { Calendar } from './calendar/types.ts'
import type { Workdays } from './common/workdays.ts'
import { activation, alarms, founders, type Alarm, type Step } from './engagement/activation.ts'
import { benchmarks, type Benchmark } from './engagement/benchmarks.ts'
import { ladder, type Rung } from './engagement/ladder.ts'
import { programmes, type Programme } from './engagement/programmes.ts'
import { rhythms, recognition, type Recognition } from './engagement/sustained.ts'

export interface Engagement {
  /** Members won by personal invitation before the doors open. */
  founders: number
  /** The launch, day by day. */
  activation: Step[]
  /** What to watch in the first 90 days, and what to do when it is not there. */
  alarms: Alarm[]
  /** What is done daily, weekly, monthly, quarterly and yearly. */
  rhythms: { rhythm: string; practice: string }[]
  recognition: Recognition
  /** Mentoring, speakers from outside and what else runs beside the events. */
  programmes: Programme[]
  ladder: { rungs: Rung[]; rules: string[] }
  benchmarks: Benchmark[]
}

/** Composes part 4 in the language of the design; steps fall on working days. */
export function composeEngagement(decided: Decided, calendar: Calendar, workdays: Workdays): Engagement {
  const say = words(decided.locale)
  return {
    founders: founders(decided),
    activation: activation(decided, calendar, workdays, say),
    alarms: alarms(decided, calendar, workdays, say),
    rhythms: rhythms(decided, say),
    recognition: recognition(decided, calendar, say),
    programmes: programmes(decided, calendar, workdays, say),
    ladder: ladder(decided, say),
    benchmarks: benchmarks(decided, say),
  }
}
