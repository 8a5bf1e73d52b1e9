/**
 * Consistency checks on the finished design (domain dossier 9.1). The rules keep them by themselves; they speak when a
 * person's override, or answers at the edge, left something that does not go together.
 */
import type { Json } from '../types.ts'
import { coreTeamSize } from './formulas.ts'
import { scales } from './paths.ts'

/** What a check may read. */
export interface Checked {
  value(path: string): Json | undefined
  list(path: string): string[]
  answer(id: string): Json
}

export interface Failed {
  /** `check-…`: its words stand under `design-rules.checks`. */
  id: string
  path: string
  severity: 'error' | 'risk'
  params: Record<string, number | string>
}

/** Every check that fails, in the order of the parts. */
export function failedChecks(design: Checked): Failed[] {
  return checks.flatMap((check) => check(design) ?? [])
}

type Check = (design: Checked) => Failed | undefined

const number = (design: Checked, path: string): number => Number(design.value(path) ?? 0)
const failed = (
  id: string,
  path: string,
  params: Failed['params'] = {},
  severity: Failed['severity'] = 'error',
): Failed => ({ id, path, severity, params })

const checks: Check[] = [
  (d) =>
    hub(d) && Number(d.answer('scope.members')) <= 40
      ? failed('check-hub-small', 'membership.hub', { members: Number(d.answer('scope.members')) })
      : undefined,
  (d) => {
    const groups = number(d, 'governance.working-groups-max')
    const most = Math.floor((number(d, 'governance.core-team-size') * 2) / 3)
    return groups > Math.max(1, most)
      ? failed('check-working-groups', 'governance.working-groups-max', { groups, most })
      : undefined
  },
  (d) => {
    const size = number(d, 'governance.core-team-size')
    const members = Number(d.answer('scope.members'))
    return size > members
      ? failed('check-core-team', 'governance.core-team-size', { size, members, usual: coreTeamSize(members) })
      : undefined
  },
  (d) =>
    d.list('governance.roles').includes('language-steward') || many(d) < 2
      ? undefined
      : failed('check-language-steward', 'governance.roles', { languages: many(d) }),
  (d) =>
    d.answer('structure.sponsor') === 'none' && inPerson(d)
      ? failed('check-retreat-sponsor', 'cadence.annual-retreat')
      : undefined,
  (d) =>
    d.answer('scope.bandwidth') === 'low' && d.value('cadence.live-form') === 'video'
      ? failed('check-video-bandwidth', 'cadence.live-form')
      : undefined,
  (d) => {
    const hours = number(d, 'cadence.live-hours-per-member-month')
    const promised = Number(d.answer('structure.hours-per-month'))
    return hours > promised + 1e-9
      ? failed('check-hours', 'cadence.live-hours-per-member-month', {
          hours,
          promised,
          over: Math.round((hours - promised) * 100) / 100,
        })
      : undefined
  },
  (d) =>
    d.answer('scope.security') === 'high-risk' && d.value('recording.default') !== 'off'
      ? failed('check-recording', 'recording.default')
      : undefined,
  (d) =>
    d.list('channels.at-launch').length > 6
      ? failed('check-channels', 'channels.at-launch', { count: d.list('channels.at-launch').length })
      : undefined,
  (d) =>
    d.value('content.default-sensitivity') === 'hub' && !hub(d)
      ? failed('check-sensitivity-hub', 'content.default-sensitivity')
      : undefined,
  (d) => {
    const term = number(d, 'governance.term-months')
    const horizon = Number(d.answer('budget.horizon-months'))
    return horizon < 12 && term > horizon
      ? failed('check-term', 'governance.term-months', { term, horizon })
      : undefined
  },
]

const hub = (design: Checked): boolean => ['yes', 'recommended'].includes(String(design.value('membership.hub')))
const many = (design: Checked): number => (design.answer('scope.languages') as Json[]).length

function inPerson(design: Checked): boolean {
  const order = scales.retreat!
  return order.indexOf(String(design.value('cadence.annual-retreat') ?? 'none')) >= order.indexOf('one-day-local-hubs')
}
