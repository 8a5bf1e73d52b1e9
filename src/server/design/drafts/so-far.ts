/** What follows from the answers so far, beside the form: a few decisions with their first reason. */
import type { Group } from '../rules/rulebook.ts'
import { nameOfPath, say } from '../rules/say.ts'
import { asSentence } from './sentence.ts'
import type { Because, Decided, Decision } from '../types.ts'

/** The decisions worth telling at each step, most telling first. */
const telling: Record<Group, string[]> = {
  scope: [
    'design.form',
    'governance.core-team-size',
    'membership.hub',
    'membership.policy',
    'content.default-sensitivity',
    'cadence.slot-rule',
    'structure.subgroups',
    'cadence.live-form',
    'content.translation-rule',
    'channels.primary',
  ],
  structure: [
    'governance.form',
    'membership.hub',
    'cadence.max-live-hours-per-member-month',
    'governance.chair',
    'governance.coordinator-fte-needed',
    'cadence.clinic-composition',
    'cadence.annual-retreat',
    'governance.working-groups-max',
    'facilitation.first-voice',
  ],
  existing: [
    'launch.mode',
    'cadence.webinar-mode',
    'library.storage',
    'channels.chat-role',
    'digest.home',
    'launch.name-rule',
    'cadence.webinar',
    'facilitation.rules',
  ],
  gaps: [
    'cadence.peer-clinic',
    'cadence.monthly-learning-session',
    'cadence.workshop',
    'content.types-start',
    'cadence.case-clinic',
    'cadence.office-hours',
    'mne.first-check',
  ],
  platforms: [
    'channels.primary',
    'channels.quick',
    'channels.live',
    'channels.at-launch',
    'platform.features',
    'channels.consumer-chat',
  ],
  budget: [
    'cadence.annual-retreat',
    'budget.profile',
    'budget.lines',
    'engagement.incentives',
    'engagement.external-speakers-per-year',
    'governance.term-months',
  ],
}

export interface Following {
  path: string
  name: string
  value: string
  reason?: string
  /** It rests on answers that nobody gave. */
  assumed: boolean
}

const most = 5

/** At most five decisions that rest on answers of this step, told ones before merely standing ones. */
export function followingFrom(decided: Decided, step: Group): Following[] {
  const found = telling[step].flatMap((path) => decided.decisions.find(({ id }) => id === path) ?? [])
  const spoken = found.filter((decision) => reads(decision, step))
  return [...spoken, ...found.filter((decision) => !spoken.includes(decision))]
    .slice(0, most)
    .map((decision) => told(decision, decided, step))
}

/** Warnings that rest on answers of this step, worst first, two at most. */
export function careIn(decided: Decided, step: Group): string[] {
  const worst = { error: 0, risk: 1, note: 2 }
  return decided.warnings
    .filter((warning) => warning.severity !== 'note' && warning.because.some((because) => readsStep(because, step)))
    .toSorted((a, b) => worst[a.severity] - worst[b.severity])
    .slice(0, 2)
    .map(({ text }) => text)
}

const readsStep = (because: Because, step: Group): boolean =>
  because.answers.some(({ id }) => id.startsWith(`${step}.`))
const reads = (decision: Decision, step: Group): boolean => decision.because.some((because) => readsStep(because, step))

function told(decision: Decision, { locale }: Decided, step: Group): Following {
  const because =
    decision.because.find((one) => readsStep(one, step)) ?? decision.because.find(({ rule }) => rule !== 'base')
  return {
    path: decision.id,
    name: nameOfPath(locale, decision.id),
    value: say(locale, decision.id, decision.value),
    ...(because?.reason ? { reason: asSentence(because.reason, locale) } : {}),
    assumed: because !== undefined && because.answers.length > 0 && because.answers.every((answer) => answer.assumed),
  }
}
