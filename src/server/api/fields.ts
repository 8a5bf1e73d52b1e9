/** The fields of a call for people who read: a name, what it holds in a few signs, whether it is needed. */
import type { Callable } from '../verb.ts'
import { schemaOf, type Schema } from './schema.ts'

export interface Field {
  name: string
  /** `string ≤ 200`, `"yes" | "no"`, `integer 1…5`: the same in every language. */
  holds: string
  isRequired: boolean
  description: string | null
}

export function fieldsOf(callable: Callable): Field[] {
  const schema = schemaOf(callable)
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    holds: holds(field),
    isRequired: schema.required?.includes(name) ?? false,
    description: field.description ?? null,
  }))
}

function holds(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ')
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return choice.map(holds).join(' | ')
  if (schema.type === 'array') return `[${holds(schema.items ?? {})}, …]`
  if (schema.type === 'object') return `{ ${Object.keys(schema.properties ?? {}).join(', ')} }`
  if (schema.type === 'integer' || schema.type === 'number')
    return `${schema.type}${range(schema.minimum, schema.maximum)}`
  if (schema.type === 'string') return `${schema.format ?? 'string'}${schema.maxLength ? ` ≤ ${schema.maxLength}` : ''}`
  return schema.type ?? 'any'
}

/** zod writes the bounds of safe integers where there is no other. */
function range(from: number | undefined, to: number | undefined): string {
  const far = (bound: number | undefined) => bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER
  if (far(from) && far(to)) return ''
  return ` ${far(from) ? '' : from}…${far(to) ? '' : to}`
}
