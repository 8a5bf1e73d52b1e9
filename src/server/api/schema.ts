/** What a call takes, as JSON Schema (2020-12), from the very schema that reads it. */
import { z } from 'zod'
import type { Callable } from '../verb.ts'

export interface Schema {
  type?: string
  format?: string
  enum?: (string | number | boolean | null)[]
  const?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  default?: unknown
  examples?: unknown[]
  description?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  additionalProperties?: Schema | boolean
  [keyword: string]: unknown
}

const made = new WeakMap<Callable, Schema>()

/** The fields of a call, an object. What may be left out is not required, whatever stands in for it. */
export function schemaOf(callable: Callable): Schema {
  const known = made.get(callable)
  if (known) return known
  const schema = z.toJSONSchema(callable.input, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (!(zodSchema instanceof z.ZodObject)) return
      const required = Object.entries(zodSchema.shape as Record<string, z.ZodType>)
        .filter(([, field]) => !mayBeLeftOut(field))
        .map(([name]) => name)
      if (required.length > 0) jsonSchema.required = required
      else delete jsonSchema.required
      // Zod drops the examples of whatever changes what it reads; ours are of what is sent.
      const { examples } = zodSchema.meta() ?? {}
      if (examples) jsonSchema.examples = examples as unknown[]
    },
  }) as Schema
  delete schema.$schema
  made.set(callable, schema)
  return schema
}

function mayBeLeftOut(field: z.ZodType): boolean {
  return z.object({ field }).safeParse({}).success
}
