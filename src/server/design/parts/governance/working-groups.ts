/** Working groups: how many, what they are, and a first proposal from the gaps. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { gapsOf, gapTypes } from './gaps.ts'
import type { WorkingGroups } from './types.ts'

/** Types of gap that a small group with an end date can close; live problems belong in clinics, awareness in webinars. */
const groupWork = [
  'tools-templates',
  'standards-harmonisation',
  'lessons-reuse',
  'data-systems',
  'evidence-use',
  'method-skill',
  'soft-skills',
]

/** The working groups. Where none is allowed the text says so. */
export function workingGroupsOf(decided: Decided, say: Words): WorkingGroups {
  const max = decided.value<number>('governance.working-groups-max') ?? 0
  const form = decided.value<string>('governance.working-group-form') ?? 'task-force'
  const months = decided.value<number>('governance.working-group-max-months') ?? 6
  const adopted = decided.value('governance.working-group-source') === 'adopt-existing-with-new-mandate'
  return {
    max,
    form,
    months,
    text:
      max === 0
        ? say('design-governance.working-groups.none')
        : [
            phrase(say, `design-governance.working-groups.${form}`, { max, months }),
            ...(adopted ? [say('design-governance.working-groups.adopted')] : []),
          ].join(' '),
    proposed: max === 0 ? [] : proposals(decided, Math.min(max, 3), months, say),
    because: [
      'governance.working-groups-max',
      'governance.working-group-form',
      'governance.working-group-max-months',
      ...(adopted ? ['governance.working-group-source'] : []),
    ],
  }
}

function proposals(decided: Decided, count: number, months: number, say: Words): WorkingGroups['proposed'] {
  const named = gapsOf(decided)
    .filter((gap) => groupWork.includes(gap.type))
    .map((gap) => ({ title: gap.title, gap: gap.title, type: gap.type }))
  const unnamed = gapTypes(decided)
    .filter((type) => groupWork.includes(type) && !named.some((gap) => gap.type === type))
    .map((type) => ({ title: phrase(say, `design-governance.gap.${type}`), type }))
  return [...named, ...unnamed].slice(0, count).map(({ type, ...group }) => ({
    ...group,
    product: phrase(say, `design-governance.working-groups.product.${type}`),
    months,
  }))
}
