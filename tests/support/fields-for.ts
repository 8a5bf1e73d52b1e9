/** Fields for any call: those of its example, with the names of what is really there. */
import { exampleOf, schemaOf } from '#server/api/index.ts'
import { callables } from '#server/callables.ts'

export type Fields = Record<string, unknown>

/** `things` by room and by call, as `fullWorld` gives them. */
export function fieldsFor(things: Record<string, Fields>, called: string): Fields {
  const schema = schemaOf(callables.get(called)!)
  const names = new Set(Object.keys(schema.properties ?? {}))
  const real = { ...things[called.split('.')[0]!], ...things[called] }
  return {
    ...(exampleOf(schema) as Fields),
    ...Object.fromEntries(Object.entries(real).filter(([field]) => names.has(field))),
  }
}
