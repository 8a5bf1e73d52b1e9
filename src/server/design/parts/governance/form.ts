/** How the community is steered. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import type { Governance } from './types.ts'

/** The form of governance, with what the rules say about who may and must sit in it. */
export function formOf(decided: Decided, say: Words): Governance['form'] {
  const id = decided.value<string>('governance.form') ?? 'coordinator-core-team-working-groups-sponsor'
  const rules = decided.list('governance.core-team-rules')
  const chair = decided.value<string>('governance.chair')
  const text = [
    phrase(say, `design-governance.form.${id}.text`, { size: decided.value<number>('governance.core-team-size') ?? 3 }),
    ...rules.map((rule) => phrase(say, `design-governance.core-team-rule.${rule}`)),
    ...(chair ? [phrase(say, `design-governance.chair.${chair}`)] : []),
  ]
  return {
    id,
    name: phrase(say, `design-governance.form.${id}.name`),
    text: text.join(' '),
    because: [
      'governance.form',
      'governance.core-team-size',
      ...(rules.length > 0 ? ['governance.core-team-rules'] : []),
      ...(chair ? ['governance.chair'] : []),
    ],
  }
}
