/** The quiet "why?" of a decision in words, the same in Word, PDF, Markdown and on screen. */
import type { Words } from '#i18n/index.ts'
import type { BlockOf, Reason } from './blocks.ts'
import { longDate } from './dates.ts'

export interface Why {
  /** One sentence or more for each rule that spoke; what several rules say alike stands once. */
  reasons: string[]
  /** Where that comes from: rules, answers and sources, a line each. */
  trail: { term: string; text: string }[]
  /** Who changed what was proposed, when, and with which words. */
  change?: string
}

/** Gives the reasons of a decision in words. `locale` is the document's, for dates. */
export function whyInWords(decision: Pick<BlockOf<'decision'>, 'why' | 'override'>, words: Words, locale: string): Why {
  const { override } = decision
  // A person's change is said as such, with its reason: it is not one of the rules.
  const why = override ? decision.why.filter((w) => w.rule !== 'override') : decision.why
  const rules = unique(why.map((w) => w.rule))
  const sources = unique(why.flatMap((w) => (w.source ? [w.source] : [])))
  const answers = unique(why.flatMap((w) => w.answers.map((a) => answerInWords(a, words))))
  const line = (term: string, of: string[]) => (of.length > 0 ? [{ term, text: of.join('; ') }] : [])
  return {
    reasons: unique(why.map((w) => w.reason.trim()).filter((reason) => reason !== '')),
    trail: [
      ...line(words('documents.why.rules', { count: rules.length }), rules),
      ...line(words('documents.why.from'), answers),
      ...line(words('documents.why.sources', { count: sources.length }), sources),
    ],
    ...(override && { change: changeInWords(override, words, locale) }),
  }
}

function answerInWords(answer: Reason['answers'][number], words: Words): string {
  const said = answer.text ?? words('porch.pair', { term: answer.id, text: plain(answer.value) })
  return answer.assumed ? words('documents.why.assumed', { answer: said }) : said
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ')
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function changeInWords(change: NonNullable<BlockOf<'decision'>['override']>, words: Words, locale: string): string {
  const { by, at, reason } = change
  const date = at && longDate(at.slice(0, 10), locale)
  if (by && date) return words('documents.why.changedByOn', { by, date, reason })
  if (by) return words('documents.why.changedBy', { by, reason })
  return words('documents.why.changed', { reason })
}

const unique = (texts: string[]): string[] => [...new Set(texts)]
