/** The way in, from the first day to the ninetieth, one step at a time. Path: `domain/` entry 06.3. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { required } from '../common/read.ts'
import { hubBuilt } from './hub.ts'
import type { OnboardingStep } from './types.ts'

interface Step {
  key: string
  /** Days after joining: opens at, due at. */
  days: [from: number, to: number]
  minutes: number
  owner: 'newcomer' | 'coordinator' | 'buddy' | 'core-team' | 'facilitator'
  required?: boolean
  hub?: boolean
  /** Whether this community has the step, and the decisions that say so. */
  when?: (decided: Decided) => boolean
  because?: string[]
  /** What the text is filled with. */
  with?: (decided: Decided) => Record<string, number | string>
}

const runs = (format: string) => (decided: Decided) => decided.list('cadence.events').includes(format)
const requires = (path: string) => (decided: Decided) => required(decided, path) !== undefined
const feature = (name: string) => (decided: Decided) => decided.list('platform.features').includes(name)
const programme = (name: string) => (decided: Decided) => decided.list('engagement.programmes').includes(name)
const selfPaced = (decided: Decided) =>
  decided.value('onboarding.self-paced') === true || !runs('onboarding-orientation')(decided)

const steps: Step[] = [
  { key: 'welcome', days: [0, 1], minutes: 2, owner: 'coordinator' },
  {
    key: 'opt-in',
    days: [0, 7],
    minutes: 1,
    owner: 'newcomer',
    required: true,
    when: requires('membership.opt-in'),
    because: ['membership.opt-in'],
  },
  {
    key: 'confidentiality',
    days: [0, 7],
    minutes: 5,
    owner: 'newcomer',
    required: true,
    when: requires('onboarding.confidentiality-agreement'),
    because: ['onboarding.confidentiality-agreement'],
  },
  { key: 'profile', days: [0, 7], minutes: 8, owner: 'newcomer', required: true, because: ['directory.visibility'] },
  {
    key: 'delivery',
    days: [0, 7],
    minutes: 2,
    owner: 'newcomer',
    when: feature('email-in-out'),
    because: ['platform.features'],
  },
  {
    key: 'manager-note',
    days: [0, 10],
    minutes: 5,
    owner: 'coordinator',
    when: requires('governance.manager-note'),
    because: ['governance.manager-note'],
  },
  {
    key: 'glossary',
    days: [1, 14],
    minutes: 10,
    owner: 'newcomer',
    when: requires('onboarding.plain-language-glossary'),
    because: ['onboarding.plain-language-glossary'],
  },
  { key: 'norms', days: [1, 10], minutes: 10, owner: 'newcomer', required: true },
  {
    key: 'buddy',
    days: [2, 7],
    minutes: 15,
    owner: 'buddy',
    when: (decided) => programme('buddy-system')(decided) || runs('onboarding-orientation')(decided),
    because: ['engagement.programmes'],
  },
  {
    key: 'orientation',
    days: [3, 30],
    minutes: 60,
    owner: 'facilitator',
    when: runs('onboarding-orientation'),
    because: ['cadence.onboarding-orientation'],
    with: (decided) => ({ minutes: decided.value<number>('cadence.minutes.onboarding-orientation') ?? 60 }),
  },
  {
    key: 'self-paced',
    days: [1, 21],
    minutes: 45,
    owner: 'newcomer',
    when: selfPaced,
    because: ['onboarding.self-paced'],
  },
  { key: 'introduction', days: [3, 14], minutes: 10, owner: 'newcomer', required: true },
  { key: 'first-find', days: [5, 21], minutes: 10, owner: 'newcomer' },
  { key: 'baseline', days: [7, 21], minutes: 6, owner: 'newcomer', required: true },
  { key: 'first-event', days: [7, 35], minutes: 90, owner: 'newcomer', because: ['cadence.monthly-learning-session'] },
  { key: 'day-30', days: [28, 35], minutes: 5, owner: 'coordinator' },
  { key: 'first-contribution', days: [14, 60], minutes: 20, owner: 'newcomer' },
  {
    key: 'pair',
    days: [30, 60],
    minutes: 30,
    owner: 'newcomer',
    when: programme('random-coffee-pairs'),
    because: ['engagement.programmes'],
  },
  {
    key: 'mentor',
    days: [30, 60],
    minutes: 60,
    owner: 'newcomer',
    when: programme('mentoring'),
    because: ['engagement.programmes'],
  },
  {
    key: 'bring-case',
    days: [30, 75],
    minutes: 30,
    owner: 'newcomer',
    when: runs('peer-clinic'),
    because: ['cadence.peer-clinic'],
  },
  { key: 'loop-back', days: [45, 75], minutes: 10, owner: 'newcomer' },
  { key: 'day-90', days: [80, 90], minutes: 10, owner: 'core-team' },
  {
    key: 'hub-pledge',
    days: [0, 14],
    minutes: 5,
    owner: 'newcomer',
    required: true,
    hub: true,
    when: hubBuilt,
    because: ['membership.hub'],
  },
  {
    key: 'hub-interests',
    days: [0, 14],
    minutes: 5,
    owner: 'newcomer',
    required: true,
    hub: true,
    when: hubBuilt,
    because: ['membership.hub'],
  },
  {
    key: 'hub-first-brief',
    days: [14, 90],
    minutes: 45,
    owner: 'facilitator',
    hub: true,
    when: (decided) => hubBuilt(decided) && runs('mel-hub-pre-brief')(decided),
    because: ['cadence.mel-hub-pre-brief'],
  },
]

/** The steps that this community has, in the order in which they open; one action each. */
export function onboardingOf(decided: Decided, say: Words): OnboardingStep[] {
  return steps
    .filter((step) => step.when?.(decided) ?? true)
    .map((step): OnboardingStep => {
      const params = step.with?.(decided) ?? {}
      return {
        key: step.key,
        title: phrase(say, `design-governance.onboarding.${step.key}.title`, params),
        text: phrase(say, `design-governance.onboarding.${step.key}.text`, params),
        from: step.days[0],
        to: step.days[1],
        required: step.required ?? false,
        minutes: typeof params.minutes === 'number' ? params.minutes : step.minutes,
        owner: phrase(say, `design-governance.onboarding.owner.${step.owner}`),
        circle: step.hub ? 'hub' : 'wider',
        because: step.because ?? [],
      }
    })
    .sort(byCircleThenDay)
}

function byCircleThenDay(a: OnboardingStep, b: OnboardingStep): number {
  if (a.circle !== b.circle) return a.circle === 'wider' ? -1 : 1
  return a.from - b.from || a.to - b.to
}
