/** Every call, with every field of its input in turn replaced by what nobody would type: it is done or refused, never broken. */
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { fieldsFor } from '#tests/support/fields-for.ts'
import { fullWorld } from '#tests/support/full-world.ts'
import { schemaOf } from './api/index.ts'
import { callables } from './callables.ts'
import { CopseError } from './errors.ts'

type Path = (string | number)[]
type Schema = { properties?: Record<string, Schema>; items?: Schema; type?: string }

/** Signs that no database stores, nothing but spaces, another kind of value, a day that no calendar of ours has. */
const strange: unknown[] = ['a\0b\ud800c', ' ', [], '+275760-09-13']

test('no call falls over what somebody sends', { timeout: 300_000 }, async ({ db }) => {
  const world = await fullWorld(db, 'nomsa')
  const broken: string[] = []
  for (const [called, callable] of callables) {
    const ctx = world.ctx(called.startsWith('launch.') ? 'ruth' : 'nomsa')
    const fields = fieldsFor(world.things, called)
    for (const path of pathsIn(fields, schemaOf(callable) as Schema))
      for (const value of strange) {
        const undone = new Error('undone')
        const outcome = await db
          .transaction()
          .execute(async (trx) => {
            await callable.run({ ...ctx, db: trx }, put(fields, path, value))
            throw undone
          })
          .catch((error: unknown) => error)
        if (outcome !== undone && !(outcome instanceof CopseError))
          broken.push(`${called} ${path.join('.')} = ${JSON.stringify(value)}: ${String(outcome)}`)
      }
  }
  expect(broken).toEqual([])
})

/** The whole, and the way to each of its parts, also to those that an example leaves out. */
function* pathsIn(value: unknown, schema: Schema | undefined, at: Path = []): Generator<Path> {
  yield at
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) yield* pathsIn(each, schema?.items, [...at, i])
  } else if (typeof value === 'object' && value !== null) {
    const named = value as Record<string, unknown>
    for (const name of new Set([...Object.keys(named), ...Object.keys(schema?.properties ?? {})]))
      yield* pathsIn(named[name], schema?.properties?.[name], [...at, name])
  } else if (schema?.type === 'array') yield [...at, 0]
}

function put(into: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value
  const copy = (
    Array.isArray(into) ? [...(into as unknown[])] : typeof first === 'number' ? [] : { ...(into as object) }
  ) as Record<string, unknown>
  copy[first] = put((into as Record<string, unknown> | undefined)?.[first], rest, value)
  return copy
}
