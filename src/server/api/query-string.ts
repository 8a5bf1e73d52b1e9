/** A query string as the fields of a query: a name that comes twice, or whose field takes choices, is a list. */
import type { Callable } from '../verb.ts'
import { schemaOf, type Schema } from './schema.ts'

export function queryOf(callable: Callable, params: URLSearchParams): Record<string, unknown> {
  const { properties = {} } = schemaOf(callable)
  const fields = [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name)
    return [name, values.length > 1 || takesOnlyLists(properties[name]) ? values : values[0]]
  })
  return Object.fromEntries(fields)
}

/** A list of words may be typed with commas as well; a list of choices may not. */
function takesOnlyLists(field: Schema | undefined): boolean {
  return field?.type === 'array' && (field.items?.enum !== undefined || field.items?.format !== undefined)
}
