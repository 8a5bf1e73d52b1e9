/** An example of what a call takes: what its schema says is one, else something plain that fits. A test reads each back. */
import type { Schema } from './schema.ts'

/** What such fields mostly hold. */
const byName: Record<string, string> = {
  name: 'Amina Otieno',
  title: 'How we sample schools that move',
  reason: 'The date is a school holiday in two provinces.',
  message: 'I work on tracer studies and would like to learn how others sample.',
  note: 'Agreed by the core team on 12 February.',
  country: 'KE',
  list: 'email,name\namina@example.org,Amina Otieno',
}

/** An example value for a schema; of an object's fields those that are required. */
export function exampleOf(schema: Schema, name = ''): unknown {
  if (schema.examples?.length) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum?.length) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return exampleOf(choice[0]!, name)
  switch (schema.type) {
    case 'object':
      return exampleObject(schema)
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => exampleOf(schema.items ?? {}, name))
    case 'integer':
    case 'number':
      return schema.minimum !== undefined && schema.minimum > 1 ? schema.minimum : Math.min(1, schema.maximum ?? 1)
    case 'boolean':
      return true
    case 'string':
      return exampleText(schema, name)
    default:
      return schema.default ?? {}
  }
}

function exampleObject(schema: Schema): Record<string, unknown> {
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name))
  return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field, name)]))
}

function exampleText(schema: Schema, name: string): string {
  const text = byName[name] ?? 'text'
  return text.padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength)
}
