/** The reasons behind a decision in the reader's language, with the answers that the rules read. */
import type { Locale } from '#i18n/index.ts'
import french from '#content/fr/design-rules.json' with { type: 'json' }
import type { Answers } from '../context/answers.ts'
import type { Because } from '../basics.ts'
import { conditionsOf } from './conditions.ts'
import { otherReads, otherReasons, rules, type Rule } from './rulebook.ts'
import type { Board } from './board.ts'

const byId = new Map(rules.map((rule) => [rule.id, rule]))

interface Translated {
  rationale: string
  warnings?: string[]
}
const inFrench = french.reasons as Readonly<Record<string, Translated>>
const sourcesInFrench = french.sources as Readonly<Record<string, string>>

/** A rule's rationale in a language. */
export const rationale = (locale: Locale, id: string): string =>
  (locale === 'fr' ? inFrench[id]?.rationale : undefined) ??
  byId.get(id)?.rationale ??
  otherReasons[id]?.rationale ??
  id

/** Where a reason comes from, in a language. What the field has for granted names no source. */
function sourceOf(locale: Locale, id: string): string | undefined {
  const source = byId.get(id)?.source ?? otherReasons[id]?.source
  if (!source || source === 'practice') return undefined
  return locale === 'fr' ? (sourcesInFrench[source] ?? source) : source
}

/** The nth warning of a rule in a language. */
export function warningText(locale: Locale, rule: Rule, nth: number): string {
  const own = rule.actions.filter((action) => action.op === 'warn')[nth]
  return (locale === 'fr' ? inFrench[rule.id]?.warnings?.[nth] : undefined) ?? String(own?.value ?? '')
}

/** Turns ids of rules, formulas and fits into reasons, each made once per run. */
export function reasoner(board: Board, answers: Answers, locale: Locale): (ids: readonly string[]) => Because[] {
  const made = new Map<string, Because>()
  const one = (id: string): Because => {
    const known = made.get(id)
    if (known) return known
    const because = reasonOf(id, board, answers, locale)
    made.set(id, because)
    return because
  }
  return (ids) => ids.map(one)
}

function reasonOf(id: string, board: Board, { values, assumed }: Answers, locale: Locale): Because {
  const source = sourceOf(locale, id)
  return {
    rule: id,
    reason: rationale(locale, id),
    ...(source ? { source } : {}),
    answers: readBy(id, board).map((answer) => ({
      id: answer,
      value: values[answer] ?? null,
      assumed: assumed.has(answer),
    })),
  }
}

/** Ids of the answers that a rule read, straight or through the decisions that it read. */
function readBy(id: string, board: Board, seen = new Set<string>()): string[] {
  if (seen.has(id)) return []
  seen.add(id)
  const rule = byId.get(id)
  if (!rule) return otherReads[id] ?? []
  const found = new Set<string>()
  for (const { answer, decision, op, value } of conditionsOf(rule.when)) {
    if (answer) found.add(answer)
    if (op === 'lt-answer') found.add(String(value))
    for (const behind of (decision && board.decisions.get(decision)?.by) || []) {
      for (const read of readBy(behind, board, seen)) found.add(read)
    }
  }
  return [...found]
}
