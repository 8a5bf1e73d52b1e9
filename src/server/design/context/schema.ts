/**
 * The shape of a context file: six groups of answers under their kebab-case names, `community` for what is only printed,
 * and a person's changes. Names and kinds of the answers come from the rule book; words from the catalogue.
 */
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { answerSpecs, groups, type AnswerSpec, type Group } from '../rules/rulebook.ts'
import { currencyCodes } from './currencies.ts'
import { countryCodes, isLanguage, isZone } from './places.ts'

/** Longest texts and lists that are taken. */
const limits = { line: 200, text: 2000, gaps: 40, entries: 60, quiet: 40, countries: 250, languages: 20 } as const

const say = words('en')
/** Title and description of an answer in the published schema. */
function about<S extends z.ZodType>(schema: S, id: string): S {
  const description = say.maybe(`context.help.${id}`)
  return schema.meta({ title: say.maybe(`context.answers.${id}`) ?? id, ...(description ? { description } : {}) }) as S
}

const line = z.string().min(1).max(limits.line)
const text = z.string().max(limits.text)
const date = z.iso.date()
const country = z.enum(countryCodes)
const language = z.string().refine(isLanguage, { params: { code: 'unknown-language' } })
const zone = z.string().refine(isZone, { params: { code: 'unknown-zone' } })

const quietPeriod = z.strictObject({ from: date, to: date, name: line.optional() })

const community = z.strictObject({
  name: about(line, 'community.name'),
  host: about(line, 'community.host').optional(),
  purpose: about(text, 'community.purpose').optional(),
  countries: about(z.array(country).max(limits.countries), 'community.countries').optional(),
  start: about(date, 'community.start').optional(),
  zone: about(zone, 'community.zone').optional(),
  'quiet-periods': about(z.array(quietPeriod).max(limits.quiet), 'community.quiet-periods').optional(),
})

const optionsOf = (id: string): [string, ...string[]] =>
  answerSpecs.find((spec) => spec.id === id)!.options as [string, ...string[]]

const gap = z.strictObject({
  title: line,
  type: z.enum(optionsOf('gaps.types')),
  priority: z.enum(['high', 'medium', 'low']),
  expertise: z.enum(optionsOf('gaps.expertise')),
})

/** What stands in a group beside the answers that the rules read. */
const extras: Partial<Record<Group, z.ZodRawShape>> = {
  existing: {
    'limits-in-own-words': about(
      z.array(z.string().min(1).max(500)).max(limits.entries),
      'existing.limits-in-own-words',
    ).optional(),
  },
  gaps: { list: about(z.array(gap).max(limits.gaps), 'gaps.list').optional() },
  budget: {
    annual: about(z.number().min(0).max(1e13), 'budget.annual').optional(),
    currency: about(z.enum(currencyCodes as [string, ...string[]]), 'budget.currency').optional(),
  },
}

function answer(spec: AnswerSpec): z.ZodType {
  const schema = about(kind(spec), spec.id)
  return spec.required ? schema : schema.optional()
}

function kind(spec: AnswerSpec): z.ZodType {
  const { min = -Infinity, max = Infinity, options } = spec
  if (spec.type === 'boolean') return z.boolean()
  if (spec.type === 'enum') return z.enum(options as [string, ...string[]])
  if (spec.type === 'integer') return z.int().min(min).max(max)
  if (spec.type === 'number') return z.number().min(min).max(max)
  if (spec.id === 'scope.languages') return z.array(language).min(1).max(limits.languages)
  return z.array(z.enum(options as [string, ...string[]])).max(limits.entries)
}

function group(id: Group): z.ZodType {
  const asked = answerSpecs.filter((spec) => spec.group === id && !spec.derived)
  const shape = Object.fromEntries(asked.map((spec) => [spec.id.slice(id.length + 1), answer(spec)]))
  const schema = about(z.strictObject({ ...shape, ...extras[id] }), `groups.${id}`)
  return id === 'scope' ? schema : schema.optional()
}

const override = z.strictObject({
  value: z.json(),
  reason: z.string().min(3).max(limits.text),
  by: line.optional(),
  at: z.iso.datetime({ offset: true }).optional(),
})

/** A context file: the context, and optionally what a person changed in the design made from it. */
export const contextFile = z
  .strictObject({
    $schema: z.string().optional(),
    locale: z.enum(['en', 'fr']).meta({ title: 'Language of the design' }).optional(),
    community,
    ...(Object.fromEntries(groups.map((id) => [id, group(id)])) as Record<Group, z.ZodType>),
    overrides: z
      .record(z.string(), override)
      .meta({ title: 'Decisions that a person changed, by path, each with a reason' })
      .optional(),
  })
  .meta({ title: 'Context of a community of practice', description: say('context.schema') })

/** Known keys of a place in the file, for telling what was meant; `undefined` where keys are free. */
export function keysAt(path: readonly (string | number)[]): readonly string[] | undefined {
  if (path.length === 0) return Object.keys(contextFile.shape).filter((key) => key !== '$schema')
  if (path[0] === 'community') return path.length === 1 ? Object.keys(community.shape) : Object.keys(quietPeriod.shape)
  if (path[0] === 'gaps' && path.length > 1) return Object.keys(gap.shape)
  const known = groups.find((id) => id === path[0])
  return known && path.length === 1 ? groupKeys(known) : undefined
}

/** Names that may stand in a group. */
const groupKeys = (id: Group): string[] => [
  ...answerSpecs.filter((spec) => spec.group === id && !spec.derived).map((spec) => spec.id.slice(id.length + 1)),
  ...Object.keys(extras[id] ?? {}),
]

/** The schema as JSON Schema (draft 2020-12); kept as `content/schemas/context.schema.json`. */
export function contextJsonSchema(): object {
  return { ...z.toJSONSchema(contextFile, { io: 'input' }), $id: 'urn:copse:schema:context:1' }
}
