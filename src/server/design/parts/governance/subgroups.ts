/** Circles within the wider circle that carry the practice where the whole is too large or too far apart. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import type { Governance } from './types.ts'

/** The subgroups that were decided; empty where one group is enough. */
export function subgroupsOf(decided: Decided, say: Words): Governance['subgroups'] {
  const basis = decided.value<string>('structure.subgroups-basis')
  return decided.list('structure.subgroups').map((id) => ({
    id,
    name: phrase(say, `design-governance.subgroup.${id}.name`),
    text: [
      phrase(say, `design-governance.subgroup.${id}.text`),
      ...(basis ? [phrase(say, `design-governance.subgroup-basis.${basis}`)] : []),
    ].join(' '),
    because: ['structure.subgroups', ...(basis ? ['structure.subgroups-basis'] : [])],
  }))
}
