import type { Words } from '#i18n/index.ts'
import { sentenceOf } from '../rules/say.ts'
import type { Decided, Design, Parts } from '../types.ts'

type Item = Design['checklist'][number]

/** What is ticked off from day -60 to day 120: the launch plan, the move to the platform, and what the rules made mandatory. */
export function checklistOf(decided: Decided, parts: Parts, say: Words): Item[] {
  const plan = parts.engagement.activation.map((step): Item => ({
    id: step.id,
    text: step.what,
    day: step.day,
    owner: step.owner,
    ...(step.because[0] && { because: step.because[0] }),
  }))
  const moves = parts.platform.migration
    .filter((move) => !plan.some((item) => item.id === move.id) && move.day <= 120)
    .map((move): Item => ({ id: `move-${move.id}`, text: move.what, day: move.day, owner: move.owner }))
  const covered = new Set(plan.flatMap((item) => (item.because ? [item.because] : [])))
  const musts = decided.requirements
    .filter((requirement) => !covered.has(requirement.id) && dayOf[requirement.id] !== undefined)
    .map((requirement): Item => ({
      id: `must-${requirement.id}`,
      text: sentenceOf(decided.locale, requirement),
      day: dayOf[requirement.id] ?? 0,
      owner: say('design-whole.who.core-team'),
      because: requirement.id,
    }))
  return [...plan, ...moves, ...musts].sort((a, b) => a.day - b.day)
}

/** By which day a mandatory item is due; those that are not about the launch have none. */
const dayOf: Record<string, number> = {
  'design.prioritise': -50,
  'governance.manager-note': -42,
  'governance.charter-clauses': -40,
  'governance.decision-path': -30,
  'governance.deputies-for-all-roles': 90,
  'governance.sponsor-rhythm': 30,
  'membership.invite': 45,
  'membership.opt-in': -14,
  'onboarding.plain-language-glossary': -14,
  'content.official-clearance-path': -35,
  'content.low-bandwidth-version': -28,
  'content.harvest-rule': 7,
  'content.push-moments': 45,
  'channels.single-front-door': -28,
  'channels.roles': -28,
  'moderation.pre-publication-check': -35,
  'platform.hosting': -45,
  'budget.in-kind-ledger': 0,
  'sustainability.exit-plan-at-start': 30,
  'library.open-deposit': 90,
}
