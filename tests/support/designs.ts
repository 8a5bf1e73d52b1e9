/** A draft of the studio for the tests of designs: begun from an example in a browser that has no account. */
import type { Kysely } from 'kysely'
import type { Ctx } from '#server/ctx.ts'
import type { DB } from '#server/database.gen.ts'
import { start, type exampleIds } from '#server/design/index.ts'
import { livingCommunity } from './people.ts'

/** The secret that the browser keeps. */
export const secret = 'a secret that only this browser has, long enough'

/** The people of the tests, and a draft that `stranger` opens with `mine`. */
export async function begun(db: Kysely<DB>, example: (typeof exampleIds)[number] = '02-national-network') {
  const world = await livingCommunity(db)
  const stranger = world.ctx(null, { in: null })
  const { design } = await start(stranger, { key: secret, example })
  return { ...world, stranger, design, mine: { design, key: secret } }
}

/** Kinds of the facts about designs, in order. */
export const factsOf = async (ctx: Ctx): Promise<string[]> =>
  (await ctx.db.selectFrom('fact').select('kind').where('kind', 'like', 'design.%').orderBy('id').execute()).map(
    ({ kind }) => kind,
  )
