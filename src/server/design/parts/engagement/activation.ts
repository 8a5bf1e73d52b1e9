import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { daysFromLaunch, launchDay } from '../common/launch.ts'
import { languageName, listed, phrase, pick } from '../common/phrases.ts'
import { languagesOf, required } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'
import type { Workdays } from '../common/workdays.ts'

/** One step of the launch. */
export interface Step {
  id: string
  /** Counted from the launch, negative before it; already moved to a working day. */
  day: number
  /** `YYYY-MM-DD`. */
  date: string
  what: string
  ownerRole: string
  owner: string
  /** By what one sees that it is done. */
  done: string
  /** Paths of the decisions behind it. */
  because: string[]
}

/** A sign that the launch is failing, and the answer to it. */
export interface Alarm {
  day: number
  date: string
  sign: string
  answer: string
}

interface Planned {
  id: string
  day: number
  owner: string
  params?: Record<string, string | number>
  because?: string[]
  /** Events have their own day already. */
  fixed?: boolean
}

/** Everything to be done from day -60 to day 90, in order. */
export function activation(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): Step[] {
  const launch = launchDay(calendar)
  const planned = [...before(decided, say), ...opening(decided, calendar), ...after(decided, calendar, launch)]
  // What would come after the money is not planned.
  const last = decided.answer<number>('budget.horizon-months') * 30
  return planned
    .filter((step) => step.day <= last)
    .map((step) => {
      const wanted = daysAfter(launch, step.day)
      const moved = step.fixed ? wanted : step.day < 0 ? workdays.onOrBefore(wanted) : workdays.onOrAfter(wanted)
      // A quiet time before the launch must not push work out of the plan's reach, nor the launch before its preparation.
      const date = Math.abs(daysFromLaunch(wanted, moved)) > 21 ? wanted : moved
      return {
        id: step.id,
        day: daysFromLaunch(launch, date),
        date,
        what: phrase(say, `design-engagement.steps.${step.id}.what`, step.params),
        ownerRole: step.owner,
        owner: phrase(say, `design-whole.who.${step.owner}`),
        done: phrase(say, `design-engagement.steps.${step.id}.done`, step.params),
        because: step.because ?? [],
      }
    })
    .sort((a, b) => a.day - b.day)
}

/** The four moments at which a launch that fails shows it (`domain/06`, 6.2). */
export function alarms(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): Alarm[] {
  const launch = launchDay(calendar)
  const { micro } = sizeOf(decided)
  return [14, 30, 60, 90].map((day) => ({
    day,
    date: workdays.onOrAfter(daysAfter(launch, day)),
    sign: phrase(say, `design-engagement.alarms.${day}.sign`, { threads: micro ? 1 : 3 }),
    answer: phrase(say, `design-engagement.alarms.${day}.answer`),
  }))
}

/** Founding members won by personal invitation: an eighth of the community, five at least, fifteen at most. */
export function founders(decided: Decided): number {
  const { members } = sizeOf(decided)
  const least = decided.value<number>('launch.founding-members-min') ?? 5
  return Math.min(members, Math.max(least, 5, Math.min(15, Math.round(members / 8))))
}

function before(decided: Decided, say: Words): Planned[] {
  const { members, micro, band } = sizeOf(decided)
  const mode = decided.value<string>('launch.mode') ?? 'warm-start'
  const weeks = decided.value<number>('launch.manager-engagement-weeks')
  const languages = languagesOf(decided)
  const sponsor = (decided.value<number>('governance.sponsor') ?? 1) > 0
  const assessed = required(decided, 'launch.needs-assessment') === true
  const talks = micro ? members : assessed ? 18 : Math.min(15, Math.max(8, Math.round(members / 10)))
  const must = (path: string, step: Planned): Planned[] =>
    required(decided, path) === undefined ? [] : [{ ...step, because: [path] }]
  return [
    {
      id: micro ? 'talk-to-all' : 'talks',
      day: -60,
      owner: 'coordinator',
      params: { talks },
      because: ['launch.needs-assessment'],
    },
    ...must('launch.after-action-review', { id: 'earlier', day: -58, owner: 'core-team' }),
    ...must('launch.ask-the-silent', { id: 'silent', day: -55, owner: 'coordinator' }),
    ...must('design.boundary-agreement', { id: 'boundary', day: -52, owner: 'coordinator' }),
    ...must('governance.host-agreement', { id: 'host', day: -50, owner: 'coordinator' }),
    ...(weeks
      ? [
          {
            id: 'managers',
            day: -7 * weeks,
            owner: 'core-team',
            params: { weeks },
            because: ['launch.manager-engagement-weeks'],
          },
        ]
      : []),
    {
      id: 'core',
      day: -45,
      owner: 'coordinator',
      params: { core: decided.value<number>('governance.core-team-size') ?? 3 },
      because: ['governance.core-team-size'],
    },
    ...(sponsor
      ? [
          {
            id: 'sponsor',
            day: -45,
            owner: 'sponsor',
            params: { hours: asked(decided) },
            because: ['governance.sponsor'],
          },
        ]
      : []),
    ...must('onboarding.confidentiality-agreement', { id: 'confidentiality', day: -40, owner: 'core-team' }),
    ...must('library.import-audit', { id: 'audit', day: -35, owner: 'knowledge-steward' }),
    {
      id: 'items',
      day: -30,
      owner: 'knowledge-steward',
      params: { items: micro ? 4 : band === 's2' ? 6 : 10 },
      because: ['content.types-start'],
    },
    ...(languages.length > 1
      ? [
          {
            id: 'languages',
            day: -30,
            owner: 'language-steward',
            params: {
              languages: listed(
                say,
                languages.map((code) => languageName(say, code)),
              ),
            },
          },
        ]
      : []),
    {
      id: 'channels',
      day: -28,
      owner: 'coordinator',
      params: { channels: Math.max(1, decided.list('channels.at-launch').length) },
      because: ['channels.at-launch'],
    },
    ...(decided.value('launch.name-rule')
      ? [{ id: 'name', day: -25, owner: 'core-team', because: ['launch.name-rule'] }]
      : []),
    {
      id: decided.value('membership.recruitment') === 'through-focal-points' ? 'founders-by-focal-points' : 'founders',
      day: -21,
      owner: 'core-team',
      params: { founders: founders(decided) },
      because: ['launch.founding-members-min', 'membership.recruitment'],
    },
    ...(mode === 'build-on-list' ? [{ id: 'list', day: -14, owner: 'coordinator', because: ['launch.mode'] }] : []),
    {
      id: clinicsRun(decided) ? 'seed-with-clinics' : 'seed',
      day: -14,
      owner: 'coordinator',
      params: { threads: micro ? 2 : 5 },
    },
    {
      id: 'rehearsal',
      day: -5,
      owner: 'facilitator',
      params: { form: pick(decided.value<string>('cadence.live-form') ?? 'video') },
      because: ['cadence.live-form'],
    },
  ]
}

function opening(decided: Decided, calendar: Calendar): Planned[] {
  const mode = decided.value<string>('launch.mode') ?? 'warm-start'
  const held = calendar.events.some((event) => event.format === 'launch-event')
  const closed = decided.value('launch.opening') === 'closed-then-open'
  return [
    {
      id: held ? `launch-${mode}` : 'launch-quiet',
      day: 0,
      owner: 'core-team',
      params: { closed: closed ? 'yes' : 'no' },
      because: ['launch.mode', 'launch.opening'],
      fixed: true,
    },
    ...(closed ? [{ id: 'open-doors', day: 75, owner: 'core-team', because: ['launch.opening'] }] : []),
  ]
}

function after(decided: Decided, calendar: Calendar, launch: string): Planned[] {
  const { micro } = sizeOf(decided)
  const first = (id: string, format: string): Planned[] => {
    const event = calendar.events.find((one) => one.format === format && one.wall.slice(0, 10) > launch)
    const day = event && daysFromLaunch(launch, event.wall.slice(0, 10))
    return day !== undefined && day <= 90
      ? [{ id, day, owner: 'facilitator', fixed: true, because: [`cadence.${format}`] }]
      : []
  }
  const groups = (decided.value<number>('governance.working-groups-max') ?? 0) > 0 && !micro
  const review = decided.value<number>('design.review-at-day') ?? 90
  return [
    {
      id: 'answered',
      day: 1,
      owner: decided.list('engagement.programmes').includes('buddy-system') ? 'buddies' : 'core-team',
    },
    { id: 'win', day: 7, owner: 'coordinator' },
    ...first('first-session', 'monthly-learning-session'),
    ...first('first-clinic', 'peer-clinic'),
    { id: 'second-contact', day: 21, owner: 'core-team' },
    { id: 'check', day: 30, owner: 'core-team', params: { questions: micro ? 3 : 5, cases: micro ? 1 : 2 } },
    ...(groups ? [{ id: 'group', day: 45, owner: 'core-team', because: ['governance.working-groups-max'] }] : []),
    {
      id: decided.value('mne.first-check') === 'psychological-safety-at-month-2' ? 'check-safety' : 'check-ease',
      day: 60,
      owner: 'coordinator',
      because: ['mne.first-check'],
    },
    { id: 'show', day: 80, owner: 'core-team', params: { talks: micro ? 1 : 3 } },
    {
      id: required(decided, 'launch.first-90-days-goal') ? 'pitch' : 'stories',
      day: 88,
      owner: 'coordinator',
      params: { stories: micro ? 1 : 3 },
      because: ['launch.first-90-days-goal'],
    },
    // Later reviews of the design stand among the dates of part 7; the launch itself is looked at after ninety days.
    { id: 'review', day: review <= 120 ? review : 90, owner: 'core-team', because: ['design.review-at-day'] },
  ]
}

/** Hours a month asked of a member. */
export function asked(decided: Decided): number {
  return decided.value<number>('structure.ask-hours-per-month') ?? decided.answer<number>('structure.hours-per-month')
}

function clinicsRun(decided: Decided): boolean {
  return decided.list('cadence.events').includes('peer-clinic')
}
