/** The rule book as data: answers, formulas, formats, layers and rules, typed. The file is `content/design-rules.json`. */
import book from '#content/design-rules.json' with { type: 'json' }
import type { Json } from '../basics.ts'

/** An answer that the rules read: asked (with a default) or derived (never asked). */
export interface AnswerSpec {
  /** `scope.members` */
  id: string
  group: Group
  type: 'integer' | 'number' | 'enum' | 'boolean' | 'list'
  description: string
  options?: string[]
  min?: number
  max?: number
  default?: Json
  required?: boolean
  /** How it is worked out; such an answer is refused when somebody gives it. */
  derived?: string
}

export const groups = ['scope', 'structure', 'existing', 'gaps', 'platforms', 'budget'] as const
/** The six inputs. */
export type Group = (typeof groups)[number]

/** The layers of the rule book in the order in which they are applied (see docs/decisions/002). */
export const layers = ['shape', 'needs', 'limits', 'safety', 'settle', 'finish'] as const
export type Layer = (typeof layers)[number]

export interface Condition {
  /** The answer that is read … */
  answer?: string
  /** … or the decision, as the layers before left it. */
  decision?: string
  op: string
  value: Json
}

export interface When {
  all?: Condition[]
  any?: Condition[]
}

export interface Action {
  op: 'set' | 'times' | 'max' | 'min' | 'add' | 'remove' | 'drop' | 'limit' | 'require' | 'recommend' | 'warn'
  path: string
  /** A value, or `{ answer }` for that answer's value. */
  value?: Json
  /** For `limit`: where the entries wait that found no place. */
  later?: string
  /** For `warn`. */
  severity?: 'error' | 'risk' | 'note'
  when?: When
}

export interface Rule {
  id: string
  /** The input that speaks, for readers. */
  input: string
  layer: Layer
  priority: number
  when: When
  actions: Action[]
  rationale: string
  source?: string
}

/** What one event of a format takes, for the load. */
export interface FormatSpec {
  /** Minutes when nothing limits it. */
  minutes: number
  /** Share of its events that a member is expected at, 0-1. */
  share: number
  /** Counts as a regular format against `cadence.formats-max`. */
  regular: boolean
  /** Is held to `cadence.session-max-minutes`. */
  capped: boolean
}

export const answerSpecs = book.answers as readonly AnswerSpec[]
export const rules = book.rules as unknown as readonly Rule[]
export const baseDesign = book.base_design as Readonly<Record<string, Json>>
export const formats = book.formats as Readonly<Record<string, FormatSpec>>
export const fits = book.fit as unknown as Readonly<
  Record<string, { rationale: string; reads: string[]; steps: [string, Json][] }>
>
/** The dossier's worked examples: the rules that it expects to fire, and those that were added since. */
export const workedExamples = book.examples as unknown as readonly {
  id: string
  input: Record<string, Json>
  expected_rule_ids: string[]
  also_rule_ids: string[]
}[]

const byId = new Map(answerSpecs.map((spec) => [spec.id, spec]))

/** What is known of an answer; `undefined` for an id that the rules do not know. */
export const answerSpec = (id: string): AnswerSpec | undefined => byId.get(id)

/** Reasons that are not a rule's: the base design, formulas, the fit. By id, in English. */
export const otherReasons: Readonly<Record<string, { rationale: string; source?: string }>> = {
  base: { rationale: book.base_rationale },
  ...Object.fromEntries(
    book.formulas.flatMap((formula) =>
      'rationale' in formula && formula.rationale
        ? [[`formula-${formula.id}`, { rationale: formula.rationale, source: formula.source }]]
        : [],
    ),
  ),
  ...Object.fromEntries(Object.entries(fits).map(([id, fit]) => [`fit-${id}`, { rationale: fit.rationale }])),
}

/** Answers that a formula or a fit reads, by the id of its reason. */
export const otherReads: Readonly<Record<string, string[]>> = {
  ...Object.fromEntries(
    book.formulas.flatMap((formula) =>
      'reads' in formula && formula.reads ? [[`formula-${formula.id}`, formula.reads]] : [],
    ),
  ),
  ...Object.fromEntries(Object.entries(fits).map(([id, fit]) => [`fit-${id}`, fit.reads])),
}
