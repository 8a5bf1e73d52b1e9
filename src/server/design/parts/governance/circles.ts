/** The circles of membership: how one enters, what one promises, what one may do. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { perYear } from '../../rules/formulas.ts'
import { phrase } from '../common/phrases.ts'
import { required } from '../common/read.ts'
import { hubBuilt, hubPromise, hubSeats } from './hub.ts'
import type { Circle } from './types.ts'

/** The wider circle, and the hub where one is built. */
export function circlesOf(decided: Decided, say: Words): Circle[] {
  return hubBuilt(decided) ? [wider(decided, say), hub(decided, say)] : [wider(decided, say)]
}

function wider(decided: Decided, say: Words): Circle {
  const policy = decided.value<Circle['policy']>('membership.policy') ?? 'open'
  const commitment = widerCommitment(decided)
  const hours =
    decided.value<number>('structure.ask-hours-per-month') ?? decided.answer<number>('structure.hours-per-month')
  return {
    key: 'wider',
    name: say(hubBuilt(decided) ? 'design-governance.circle.wider.name' : 'design-governance.circle.one.name'),
    policy,
    policyText: phrase(say, `design-governance.circle.policy.${policy}`),
    commitment,
    commitmentText: commitment
      ? say('design-governance.circle.wider.promise', { ...counts(commitment), hours })
      : say('design-governance.circle.wider.no-promise', { hours }),
    abilities: abilities(widerAbilities(decided), say),
    because: ['membership.policy', 'membership.circles', 'structure.ask-hours-per-month'],
  }
}

/**
 * Where there is no hub, few people and one employer or a closed list, all members are the committed ones: six meetings of ten. `[k]`
 * In larger or open circles coming is never a duty: reading is participation.
 */
function widerCommitment(decided: Decided): Circle['commitment'] {
  const small = decided.answer<number>('scope.members') <= 75
  const closed = ['single-organisation', 'multi-organisation-closed'].includes(
    decided.answer<string>('scope.membership'),
  )
  const of = perYear(decided.value('cadence.monthly-learning-session'))
  if (hubBuilt(decided) || !small || !closed || of < 2) return null
  return { attend: Math.round(of * 0.6), of, per: 'year', formats: ['monthly-learning-session'] }
}

function widerAbilities(decided: Decided): string[] {
  const clinics = decided.list('cadence.events').includes('peer-clinic')
  const anonymous = decided.list('platform.features').includes('anonymous-question')
  const groups = (decided.value<number>('governance.working-groups-max') ?? 0) > 0
  return [
    'read-library',
    'attend',
    ...(anonymous ? ['ask-anonymously'] : ['ask']),
    ...(clinics ? ['bring-case'] : []),
    'propose-item',
    ...(groups ? ['join-group'] : []),
    'consent',
    ...(hubBuilt(decided) ? ['ask-panel', 'stand-for-hub'] : ['stand-for-role']),
  ]
}

function hub(decided: Decided, say: Words): Circle {
  const { attend, of } = hubPromise(decided)
  const briefed = decided.list('cadence.events').includes('mel-hub-pre-brief')
  const commitment = {
    attend,
    of,
    per: 'year',
    formats: ['cop-meeting-with-panel', ...(briefed ? ['mel-hub-pre-brief'] : [])],
  } as const
  return {
    key: 'hub',
    name: say('design-governance.circle.hub.name'),
    policy: 'invitation',
    policyText: phrase(say, 'design-governance.circle.hub.policy'),
    seats: hubSeats(decided),
    commitment: { ...commitment, formats: [...commitment.formats] },
    commitmentText: say('design-governance.circle.hub.promise', { attend, of }),
    abilities: abilities(
      [
        'panel',
        ...(briefed ? ['pre-brief'] : []),
        'host-group',
        'read-hub',
        'propose-topic',
        ...(required(decided, 'membership.invite') ? ['meet-deciders'] : []),
        'stand-for-role',
      ],
      say,
    ),
    because: ['membership.hub', 'membership.hub-size', 'membership.hub-meetings-per-year'],
  }
}

function abilities(keys: readonly string[], say: Words): Circle['abilities'] {
  return keys.map((key) => ({ key, text: phrase(say, `design-governance.circle.ability.${key}`) }))
}

function counts({ attend, of }: { attend: number; of: number }): { attend: number; of: number } {
  return { attend, of }
}
