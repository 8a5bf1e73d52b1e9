import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Because, Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { daysFromLaunch, launchDay } from '../common/launch.ts'
import { phrase } from '../common/phrases.ts'
import { required } from '../common/read.ts'
import { monthsOf, sizeOf } from '../common/size.ts'
import type { Workdays } from '../common/workdays.ts'
import { reason } from '../calendar/reasons.ts'
import { surveys, type Survey } from './catalogue.ts'

/** A survey of the first year. */
export interface PlannedSurvey {
  id: string
  name: string
  /** When it opens, `YYYY-MM-DD`; empty where it follows a person or an event. */
  dates: string[]
  when: string
  /** Whom it asks, in words. */
  whom: string
  minutes: number
  questions: number
  anonymity: string
  /** Minutes that it takes of one member in the year; 0 where it is outside the limit. */
  minutesYear: number
  why: Because[]
}

export interface SurveyLoad {
  /** Minutes of one member in the year, beyond what is asked inside sessions. */
  minutes: number
  /** Minutes that may be asked (`domain/07`, 7.4). */
  limit: number
}

/** Nobody answers more than this in a year. */
export const surveyLimit = 25

/** The surveys that fit into the limit, most needed first, in the order in which members meet them. */
export function plannedSurveys(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): PlannedSurvey[] {
  const catalogue = new Map(surveys(decided.locale).map((survey) => [survey.id, survey]))
  const launch = launchDay(calendar)
  const months = monthsOf(decided)
  const { micro, band } = sizeOf(decided)
  const day = (days: number) => workdays.onOrAfter(daysAfter(launch, days))
  const plan = (id: string, given: Partial<PlannedSurvey> & { whom: string }): PlannedSurvey => {
    const survey = known(catalogue, id)
    const { whom, ...rest } = given
    return {
      id,
      name: survey.name,
      dates: [],
      when: phrase(say, `design-evaluation.survey.when.${id}`),
      minutes: survey.minutes,
      questions: id === 'post-event-pulse' ? 5 : survey.questions.length,
      anonymity: survey.anonymity,
      minutesYear: 0,
      why: [],
      ...rest,
      whom: phrase(say, `design-evaluation.survey.whom.${whom}`),
    }
  }

  // Ten competencies give way to the gaps of this design; five gaps or fewer are quicker to rate.
  const shortened = (id: string, saved: number) => {
    const whole = minutes(catalogue, id) - (fewGaps(decided) ? saved : 0)
    return { minutes: whole, minutesYear: whole }
  }
  const before = required(decided, 'launch.needs-assessment')
    ? [
        plan('needs-assessment', {
          whom: 'future',
          dates: [workdays.onOrBefore(daysAfter(launch, -55))],
          why: decided.because('launch.needs-assessment'),
        }),
      ]
    : []
  const ties = tiesMatter(decided)
  const half = ['s3', 's4', 's5', 's6'].includes(band)
  // In a life of less than three months a last conversation says more than a last survey.
  const yearly = micro || months < 3 ? undefined : yearlyDay(decided, calendar, workdays, launch, months)
  // Within three weeks of the annual survey a pulse would ask the same people the same things.
  const pulseDays = pulses(micro, ties, half, months)
    .map((quarter) => day(quarter * 91 + 10))
    .filter((date) => !yearly || Math.abs(daysFromLaunch(date, yearly)) >= 21)
  // In larger communities a random half is asked each time, so one member meets every second pulse.
  const pulsesEach = half && !ties ? Math.ceil(pulseDays.length / 2) : pulseDays.length
  const first = decided.value<string>('mne.first-check')
  const fixed = [
    plan('onboarding-baseline', { whom: 'newcomers', ...shortened('onboarding-baseline', 1) }),
    // Where the closing survey comes within three weeks of month 2, it asks this as well.
    ...(first && months > 2 && !(yearly && Math.abs(daysFromLaunch(day(60), yearly)) < 21)
      ? [
          plan('first-check', {
            whom: 'all',
            dates: [day(60)],
            minutesYear: 1,
            why: decided.because('mne.first-check'),
            name: phrase(say, `design-evaluation.survey.first.${first}`),
            questions: first === 'psychological-safety-at-month-2' ? 4 : 1,
          }),
        ]
      : []),
    plan('quarterly-pulse', {
      whom: half && !ties ? 'half' : 'all',
      dates: pulseDays,
      minutesYear: pulsesEach * minutes(catalogue, 'quarterly-pulse'),
    }),
    ...(ties
      ? [
          plan('network-survey', {
            whom: 'all',
            dates: [day(Math.min(182, months * 30 - 21))],
            minutesYear: minutes(catalogue, 'network-survey'),
            why: [
              reason(decided, 'formula-network-survey', say('design-evaluation.survey.tiesWhy'), [
                'structure.solo-share',
                'structure.model',
                'scope.members',
              ]),
            ],
          }),
        ]
      : []),
    ...(yearly ? [plan('annual-survey', { whom: 'all', dates: [yearly], ...shortened('annual-survey', 2) })] : []),
  ]
  const left = surveyLimit - fixed.reduce((sum, survey) => sum + survey.minutesYear, 0)
  const followUps = Math.max(0, Math.min(4, left))
  return [
    ...before,
    plan('post-event-pulse', { whom: 'present' }),
    plan('follow-up-pulse', {
      whom: 'attended',
      minutesYear: followUps,
      when: say('design-evaluation.survey.followUps', { count: followUps }),
    }),
    ...fixed,
    ...(decided.list('engagement.programmes').includes('mentoring')
      ? [plan('mentoring-check', { whom: 'pairs' })]
      : []),
    plan('inactive-check', { whom: 'silent' }),
    plan('exit', { whom: 'leavers' }),
    ...(decided.answer('structure.sponsor') === 'none'
      ? []
      : [plan('sponsor-interview', { whom: 'sponsor', dates: [day(Math.max(months * 15, months * 30 - 45))] })]),
  ]
}

/** What one member is asked in the year, against the limit. */
export function surveyLoad(planned: readonly PlannedSurvey[]): SurveyLoad {
  return { minutes: planned.reduce((sum, survey) => sum + survey.minutesYear, 0), limit: surveyLimit }
}

/** Where people sit alone or in different houses, new ties are the point; the map is only drawn for 15 to 200 people. */
function tiesMatter(decided: Decided): boolean {
  const { members } = sizeOf(decided)
  const apart =
    decided.answer<number>('structure.solo-share') >= 0.4 || decided.answer('structure.model') === 'federated'
  return (
    apart &&
    fewGaps(decided) &&
    members >= 26 &&
    members <= 200 &&
    monthsOf(decided) >= 9 &&
    decided.answer('scope.security') !== 'high-risk'
  )
}

const fewGaps = (decided: Decided): boolean => decided.answer<number>('gaps.count') <= 5

/** Quarters after which the pulse is sent. The annual survey stands in for the last one. */
function pulses(micro: boolean, ties: boolean, half: boolean, months: number): number[] {
  const quarters = micro ? [1, 2, 3, 4] : ties ? [1] : half ? [1, 2, 3, 4] : [1, 3]
  // The last pulse must be answered while somebody is there to read it, and never within 14 days of the annual survey.
  return quarters.filter(
    (quarter) => quarter * 3 < months || (micro && quarter === 1) || (quarter === 4 && months === 12 && micro),
  )
}

/** Month 11, four weeks before a retreat that stands near it; in a shorter life, six weeks before the end. */
function yearlyDay(decided: Decided, calendar: Calendar, workdays: Workdays, launch: string, months: number): string {
  const usual = daysAfter(launch, months * 30 - 38)
  const retreat = calendar.events.find((event) => event.format === 'annual-retreat')?.wall.slice(0, 10)
  const before = retreat ? daysAfter(retreat, -28) : undefined
  const near = before && before > daysAfter(launch, months * 30 - 75) && before < usual ? before : usual
  return workdays.onOrBefore(near)
}

function known(catalogue: Map<string, Survey>, id: string): Survey {
  const survey = catalogue.get(id === 'first-check' ? 'quarterly-pulse' : id)
  if (!survey) throw new Error(`There is no survey "${id}"`)
  return id === 'first-check' ? { ...survey, minutes: 1 } : survey
}

const minutes = (catalogue: Map<string, Survey>, id: string): number => known(catalogue, id).minutes
