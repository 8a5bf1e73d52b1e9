import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { answered } from '../common/read.ts'

/** Where the community hooks into how its organisation (or organisations) already learn. */
export interface Hook {
  id: string
  /** The process that exists. */
  process: string
  /** What the community brings into it. */
  hook: string
  /** Sub-component of the CLA framework (`domain/02`, 2.3). */
  cla: string
  because: string[]
}

/** The hooks that this structure has and these gaps ask for; four to seven. */
export function integration(decided: Decided, say: Words): Hook[] {
  return hooks(decided).map(({ id, cla, because }) => ({
    id,
    process: phrase(say, `design-sustainability.integration.${id}.process`),
    hook: phrase(say, `design-sustainability.integration.${id}.hook`),
    cla: phrase(say, `design-sustainability.cla.${cla}`),
    because,
  }))
}

function hooks(decided: Decided): { id: string; cla: string; because: string[] }[] {
  const model = decided.answer<string>('structure.model')
  const inside = decided.answer('scope.membership') === 'single-organisation'
  const gap = (...types: string[]) => answered(decided, 'gaps.types', ...types)
  const when = (condition: boolean, id: string, cla: string, ...because: string[]) =>
    condition ? [{ id, cla, because }] : []
  return [
    ...when(inside, 'agenda', 'learning-agenda', 'governance.sponsor-rhythm'),
    ...when(!inside && model !== 'government-system', 'members-plans', 'external-collaboration', 'governance.form'),
    ...when(model === 'government-system', 'policy', 'decision-making', 'content.official-clearance-path'),
    ...when(gap('lessons-reuse') || inside, 'cycle', 'pause-and-reflect', 'content.push-moments'),
    ...when(gap('evidence-use'), 'response', 'evidence', 'content.types-start', 'membership.invite'),
    ...when(
      gap('standards-harmonisation', 'tools-templates'),
      'standards',
      'knowledge-management',
      'governance.decision-path',
    ),
    ...when(
      decided.answer('structure.manager-support') !== 'not-applicable',
      'people',
      'resources',
      'governance.manager-note',
    ),
    ...when(decided.answer('scope.security') !== 'normal', 'protection', 'openness', 'content.default-sensitivity'),
    ...when(
      answered(decided, 'platforms.available', 'sharepoint', 'teams') && inside,
      'it',
      'knowledge-management',
      'library.storage',
    ),
    ...when(decided.answer<number>('budget.annual-usd') >= 2000, 'donors', 'm-and-e-for-learning', 'budget.profile'),
    ...when(
      decided.answer('scope.membership') === 'professional-network',
      'association',
      'relationships',
      'engagement.programmes',
    ),
    ...when(
      !inside && !gap('lessons-reuse') && decided.answer<number>('budget.annual-usd') < 2000,
      'memory',
      'institutional-memory',
      'library.rules',
    ),
  ].slice(0, 7)
}
