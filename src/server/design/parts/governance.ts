/** Part 1 of a design, governance: what the community is for, who steers it, who belongs, how one arrives. */
import { words } from '#i18n/index.ts'
import type { Decided } from '../basics.ts'
import { charterOf } from './governance/charter.ts'
import { circlesOf } from './governance/circles.ts'
import { formOf } from './governance/form.ts'
import { hubOf } from './governance/hub.ts'
import { missionOf } from './governance/mission.ts'
import { objectivesOf } from './governance/objectives.ts'
import { onboardingOf } from './governance/onboarding.ts'
import { raciOf } from './governance/raci.ts'
import { rolesOf } from './governance/roles.ts'
import { subgroupsOf } from './governance/subgroups.ts'
import type { Governance } from './governance/types.ts'
import { valueOf } from './governance/value.ts'
import { workingGroupsOf } from './governance/working-groups.ts'

export type * from './governance/types.ts'

/** The governance of a design. Pure: the same decisions give the same text. */
export function composeGovernance(decided: Decided): Governance {
  const say = words(decided.locale)
  const circles = circlesOf(decided, say)
  const roles = rolesOf(decided, say)
  return {
    mission: missionOf(decided, say),
    objectives: objectivesOf(decided, say),
    value: valueOf(decided, say),
    form: formOf(decided, say),
    roles,
    'working-groups': workingGroupsOf(decided, say),
    raci: raciOf(decided, say),
    circles,
    hub: hubOf(decided, say),
    subgroups: subgroupsOf(decided, say),
    onboarding: onboardingOf(decided, say),
    charter: charterOf(decided, { circles, roles }, say),
  }
}
