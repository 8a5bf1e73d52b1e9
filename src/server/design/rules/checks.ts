/**
 * Consistency checks on the finished design (domain dossier 9.1). The rules keep them by themselves; they speak when a
 * person's override left something that does not go together.
 */
import type { Json } from '../basics.ts'
import { coreTeamSize } from './formulas.ts'
import { scales } from './paths.ts'

/** What a check may read. */
export interface Checked {
  value(path: string): Json | undefined
  /** What the rules had come to at a path that a person overrode. */
  ruled(path: string): Json | undefined
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

type Check = (design: Checked) => Failed | undefined

/** Every check that fails, in the order of the parts. */
export function failedChecks(design: Checked): Failed[] {
  return checks.flatMap((check) => check(design) ?? [])
}

const hubInASmallGroup: Check = (design) => {
  const members = Number(design.answer('scope.members'))
  return hasHub(design) && members <= 40 ? failed('check-hub-small', 'membership.hub', { members }) : undefined
}

const moreWorkingGroupsThanLeaders: Check = (design) => {
  const groups = number(design, 'governance.working-groups-max')
  const most = Math.max(1, Math.floor((number(design, 'governance.core-team-size') * 2) / 3))
  return groups > most ? failed('check-working-groups', 'governance.working-groups-max', { groups, most }) : undefined
}

const coreTeamLargerThanTheCommunity: Check = (design) => {
  const size = number(design, 'governance.core-team-size')
  const members = Number(design.answer('scope.members'))
  const usual = coreTeamSize(members)
  return size > members ? failed('check-core-team', 'governance.core-team-size', { size, members, usual }) : undefined
}

const rolesWithoutDeputies: Check = (design) =>
  design.value('governance.deputies') === 0 ? failed('check-deputies', 'governance.deputies') : undefined

const termBeyondTheMoney: Check = (design) => {
  const term = number(design, 'governance.term-months')
  const horizon = Number(design.answer('budget.horizon-months'))
  const tooLong = horizon < 12 && term > horizon
  return tooLong ? failed('check-term', 'governance.term-months', { term, horizon }) : undefined
}

const languagesWithoutSteward: Check = (design) => {
  const languages = (design.answer('scope.languages') as Json[]).length
  const looked = languages < 2 || design.list('governance.roles').includes('language-steward')
  return looked ? undefined : failed('check-language-steward', 'governance.roles', { languages })
}

const retreatWithoutSponsor: Check = (design) => {
  const order = scales.retreat!
  const form = order.indexOf(String(design.value('cadence.annual-retreat') ?? 'none'))
  const inPerson = form >= order.indexOf('one-day-local-hubs')
  const nobody = design.answer('structure.sponsor') === 'none'
  return nobody && inPerson ? failed('check-retreat-sponsor', 'cadence.annual-retreat') : undefined
}

const videoOnBadLinks: Check = (design) =>
  design.answer('scope.bandwidth') === 'low' && design.value('cadence.live-form') === 'video'
    ? failed('check-video-bandwidth', 'cadence.live-form')
    : undefined

const moreHoursThanPromised: Check = (design) => {
  const hours = number(design, 'cadence.live-hours-per-member-month')
  const promised = Number(design.answer('structure.hours-per-month'))
  const over = Math.round((hours - promised) * 100) / 100
  return over > 0 ? failed('check-hours', 'cadence.live-hours-per-member-month', { hours, promised, over }) : undefined
}

const recordingWhatCanHarm: Check = (design) =>
  design.answer('scope.security') === 'high-risk' && design.value('recording.default') !== 'off'
    ? failed('check-recording', 'recording.default')
    : undefined

const itemsForAHubThatIsNot: Check = (design) =>
  design.value('content.default-sensitivity') === 'hub' && !hasHub(design)
    ? failed('check-sensitivity-hub', 'content.default-sensitivity')
    : undefined

const tooManyChannels: Check = (design) => {
  const count = design.list('channels.at-launch').length
  return count > 6 ? failed('check-channels', 'channels.at-launch', { count }) : undefined
}

const targetsAboveTheBand = ['targets.attendance-reach', 'targets.active-rate', 'targets.contributor-rate'].map(
  (path): Check =>
    (design) => {
      const [target, usual] = [number(design, path), Number(design.ruled(path) ?? Infinity)]
      return target > usual ? { ...failed('check-target', path, { target, usual }), severity: 'risk' } : undefined
    },
)

const checks: readonly Check[] = [
  hubInASmallGroup,
  moreWorkingGroupsThanLeaders,
  coreTeamLargerThanTheCommunity,
  rolesWithoutDeputies,
  termBeyondTheMoney,
  languagesWithoutSteward,
  retreatWithoutSponsor,
  videoOnBadLinks,
  moreHoursThanPromised,
  recordingWhatCanHarm,
  itemsForAHubThatIsNot,
  tooManyChannels,
  ...targetsAboveTheBand,
]

function failed(id: string, path: string, params: Failed['params'] = {}): Failed {
  return { id, path, severity: 'error', params }
}

const number = (design: Checked, path: string): number => Number(design.value(path) ?? 0)

const hasHub = (design: Checked): boolean => ['yes', 'recommended'].includes(String(design.value('membership.hub')))
