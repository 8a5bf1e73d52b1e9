/** A comparison of two designs as a reader takes it in: decision by decision, in words, with the reason. */
import type { Locale } from '#i18n/index.ts'
import { asSentence } from './sentence.ts'
import { nameOfAnswer, sayAnswer } from '../context/say.ts'
import type { Change, Comparison } from '../rules/compare.ts'
import { nameOfPath, say, sentenceOf } from '../rules/say.ts'
import { partIds, type PartId } from '../types.ts'

export interface ToldChange {
  path: string
  name: string
  kind: Change['kind']
  before?: string
  after?: string
  /** Of a list: what came and what went. */
  came?: string
  went?: string
  reason?: string
  /** A person's change holds the value as it was; the rules would say otherwise now. */
  held: boolean
}

export interface ToldComparison {
  answers: { name: string; before: string; after: string }[]
  parts: { part: PartId; changes: ToldChange[] }[]
  /** How many decisions came, changed, went. */
  counts: Record<Change['kind'], number>
  warnings: { came: string[]; went: string[] }
}

/** Answers that are worked out from others are not told: nobody gave them. */
const derived = new Set([
  'scope.size-band',
  'scope.reach-share',
  'structure.fte-need',
  'budget.band',
  'budget.per-member',
])

export function toldComparison({ answers, changes, warnings }: Comparison, locale: Locale): ToldComparison {
  const told = changes.map((change) => ({ part: change.part, change: toldChange(change, locale) }))
  return {
    answers: answers
      .filter(({ id }) => !derived.has(id))
      .map(({ id, before, after }) => ({
        name: nameOfAnswer(locale, id),
        before: said(locale, id, before),
        after: said(locale, id, after),
      })),
    parts: partIds
      .map((part) => ({ part, changes: told.filter((one) => one.part === part).map(({ change }) => change) }))
      .filter((one) => one.changes.length > 0),
    counts: { added: count(changes, 'added'), changed: count(changes, 'changed'), gone: count(changes, 'gone') },
    warnings: { came: warnings.came.map(({ text }) => text), went: warnings.went.map(({ text }) => text) },
  }
}

const count = (changes: readonly Change[], kind: Change['kind']): number =>
  changes.filter((change) => change.kind === kind).length

const said = (locale: Locale, id: string, value: Comparison['answers'][number]['before']): string =>
  value === undefined ? '' : sayAnswer(locale, id, value)

function toldChange(change: Change, locale: Locale): ToldChange {
  const words = (value: Change['before']): string =>
    change.what === 'decision' ? say(locale, change.id, value!) : sentenceOf(locale, { id: change.id, value: value! })
  const reason =
    change.because.find(({ rule, reason }) => rule !== 'base' && reason)?.reason ?? change.because[0]?.reason
  return {
    path: change.id,
    name: nameOfPath(locale, change.id),
    kind: change.kind,
    ...(change.before === undefined ? {} : { before: words(change.before) }),
    ...(change.after === undefined ? {} : { after: words(change.after) }),
    ...(change.came?.length ? { came: say(locale, change.id, change.came) } : {}),
    ...(change.went?.length ? { went: say(locale, change.id, change.went) } : {}),
    ...(reason ? { reason: asSentence(reason, locale) } : {}),
    held: change.held ?? false,
  }
}
