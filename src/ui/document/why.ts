/** The quiet "why?" of a decision in words: what each rule says, and where it comes from. */
import type { Words } from '#i18n/index.ts'
import { date } from '../format.ts'
import type { Change, Reason } from './blocks.ts'

/** Reasons as sentences, each once, and a line each for rules, answers and sources. */
export function whyInWords(
  why: readonly Reason[],
  w: Words,
): { reasons: string[]; trail: { term: string; text: string }[] } {
  const rules = unique(why.map((one) => one.rule))
  const answers = unique(why.flatMap((one) => one.answers.map((answer) => answerInWords(answer, w))))
  const sources = unique(why.flatMap((one) => one.source ?? []))
  const line = (term: string, of: string[]) => (of.length > 0 ? [{ term, text: of.join('; ') }] : [])
  return {
    reasons: unique(why.map((one) => one.reason.trim())).filter((reason) => reason !== ''),
    trail: [
      ...line(w('documents.why.rules', { count: rules.length }), rules),
      ...line(w('documents.why.from'), answers),
      ...line(w('documents.why.sources', { count: sources.length }), sources),
    ],
  }
}

/** Who changed what was proposed, when, and with which words. */
export function changeInWords({ by, at, reason }: Change, w: Words): string {
  if (by && at)
    return w('documents.why.changedByOn', { by, reason, date: date(at, w.locale, 'plain', { zone: 'UTC' }) })
  if (by) return w('documents.why.changedBy', { by, reason })
  return w('documents.why.changed', { reason })
}

function answerInWords({ id, value, assumed, text }: Reason['answers'][number], w: Words): string {
  const answer = text ?? w('porch.pair', { term: id, text: plain(value, w) })
  return assumed ? w('documents.why.assumed', { answer }) : answer
}

function plain(value: unknown, w: Words): string {
  if (Array.isArray(value))
    return value.length === 0 ? w('ui.document.none') : value.map((one) => plain(one, w)).join(', ')
  if (typeof value === 'boolean') return w(value ? 'ui.document.yes' : 'ui.document.no')
  if (value === null) return w('ui.document.none')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)]
