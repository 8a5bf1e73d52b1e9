/** The content types, taxonomies and review workflow of the field, read from `content/`, in one language. */
import english from '#content/content-types.json' with { type: 'json' }
import french from '#content/fr/content-types.json' with { type: 'json' }
import type { Locale } from '#i18n/index.ts'

/** A field of an item's form. `type` is one of the types in `content/content-types.json`. */
export interface Field {
  id: string
  label: string
  type: string
  required: boolean
  help?: string
  maxWords?: number
  options?: { id: string; label: string }[]
}

/** One line of a reviewer's checklist; a failed blocking one sends the item back. */
export interface Check {
  id: string
  text: string
  blocking: boolean
  weight: number
}

export interface ContentType {
  id: string
  name: string
  what: string
  when: string
  length: string
  owner: string
  /** Months after which it is looked at again; `null` for what records a moment. */
  reviewMonths: number | null
  reviewers: { peer?: number; editor?: number; tester?: number; validator?: number; specialistIf?: string[] }
  fields: Field[]
  checklist: Check[]
}

/** `variants` names the review processes that have this state; all of them where it is missing. */
export interface WorkflowState {
  id: string
  label: string
  visibleTo: string[]
  days: number | null
  variants?: string[]
}

export interface WorkflowTransition {
  from: string
  to: string
  by: string
  condition: string
  variants?: string[]
}

interface RawField extends Omit<Field, 'maxWords'> {
  max_words?: number
}
interface RawType {
  id: string
  name: string
  what_it_is: string
  when_to_use: string
  length: string
  owner_role: string
  review_period_months: number | null
  reviewers: { peer?: number; editor?: number; tester?: number; validator?: number; specialist_if?: string[] }
  fields: RawField[]
  checklist: Check[]
}
type FieldWords = Record<string, { label: string; help?: string; options?: Record<string, string> }>
interface TypeWords {
  name: string
  what_it_is: string
  when_to_use: string
  length: string
  fields: FieldWords
  checklist: Record<string, string>
}
interface TaxonomyWords {
  label: string
  rules?: Record<string, string>
}

const raw = english as unknown as {
  content_types: RawType[]
  common_fields: RawField[]
  taxonomies: { id: string; label: string; terms?: { code: string; label: string; rule?: string }[] }[]
  workflow: {
    states: { id: string; label: string; visible_to: string[]; sla_days: number | null; variants?: string[] }[]
    transitions: WorkflowTransition[]
    reviewer_rules: { id: string; text: string }[]
  }
}
const overlay = french as unknown as {
  types: Record<string, TypeWords>
  common_fields: FieldWords
  taxonomies: Record<string, TaxonomyWords & { terms?: Record<string, string> }>
  workflow: {
    states: Record<string, string>
    transitions: Record<string, string>
    reviewer_rules: Record<string, string>
  }
}

/** Every content type, in the order of the file. */
export function contentTypes(locale: Locale): ContentType[] {
  return raw.content_types.map((type) => {
    const own = locale === 'fr' ? overlay.types[type.id] : undefined
    const { specialist_if, ...reviewers } = type.reviewers
    return {
      id: type.id,
      name: own?.name ?? type.name,
      what: own?.what_it_is ?? type.what_it_is,
      when: own?.when_to_use ?? type.when_to_use,
      length: own?.length ?? type.length,
      owner: type.owner_role,
      reviewMonths: type.review_period_months,
      reviewers: { ...reviewers, ...(specialist_if && { specialistIf: specialist_if }) },
      fields: type.fields.map((field) => inWords(field, own?.fields)),
      checklist: type.checklist.map((check) => ({ ...check, text: own?.checklist[check.id] ?? check.text })),
    }
  })
}

/** The fields that every item has. */
export function commonFields(locale: Locale): Field[] {
  return raw.common_fields.map((field) => inWords(field, locale === 'fr' ? overlay.common_fields : undefined))
}

/** The controlled lists by which items are found: their names and how many terms each holds. */
export function taxonomies(locale: Locale): { id: string; label: string; terms: number }[] {
  return raw.taxonomies.map(({ id, label, terms }) => ({
    id,
    label: (locale === 'fr' ? overlay.taxonomies[id]?.label : undefined) ?? label,
    terms: terms?.length ?? 0,
  }))
}

/** The four levels of sensitivity, most open first, with the rule of each. */
export function sensitivityLevels(locale: Locale): { id: string; name: string; rule: string }[] {
  const own = locale === 'fr' ? overlay.taxonomies['sensitivity'] : undefined
  const terms = raw.taxonomies.find((taxonomy) => taxonomy.id === 'sensitivity')?.terms ?? []
  return terms.map(({ code, label, rule }) => ({
    id: code,
    name: own?.terms?.[code] ?? label,
    rule: own?.rules?.[code] ?? rule ?? '',
  }))
}

/** The states, transitions and reviewers' rules of the review process. */
export function workflow(locale: Locale): {
  states: WorkflowState[]
  transitions: WorkflowTransition[]
  reviewerRules: { id: string; text: string }[]
} {
  const own = locale === 'fr' ? overlay.workflow : undefined
  return {
    states: raw.workflow.states.map(({ id, label, visible_to, sla_days, variants }) => ({
      id,
      label: own?.states[id] ?? label,
      visibleTo: visible_to,
      days: sla_days,
      ...(variants && { variants }),
    })),
    transitions: raw.workflow.transitions.map((move) => ({
      ...move,
      condition: own?.transitions[`${move.from}>${move.to}`] ?? move.condition,
    })),
    reviewerRules: raw.workflow.reviewer_rules.map(({ id, text }) => ({ id, text: own?.reviewer_rules[id] ?? text })),
  }
}

function inWords({ max_words, ...field }: RawField, words: FieldWords | undefined): Field {
  const own = words?.[field.id]
  const help = own?.help ?? field.help
  return {
    id: field.id,
    label: own?.label ?? field.label,
    type: field.type,
    required: field.required,
    ...(help !== undefined && { help }),
    ...(max_words !== undefined && { maxWords: max_words }),
    ...(field.options && {
      options: field.options.map(({ id, label }) => ({ id, label: own?.options?.[id] ?? label })),
    }),
  }
}
