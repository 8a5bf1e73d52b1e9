/** Reactions in the tests of rooms: what the jobs would do with the facts of a kind, and the letters that come of it. */
import type { Kysely } from 'kysely'
import type { Ctx } from '#server/ctx.ts'
import type { DB } from '#server/database.gen.ts'
import { factFrom, type Fact, type FactKind } from '#server/facts.ts'
import { reactions } from '#server/reactions.ts'
import { emailOf, type Name } from './people.ts'

/** All facts of a kind, oldest first, as their reactions get them. */
export async function factsOf({ db }: Pick<Ctx, 'db'>, kind: FactKind): Promise<Fact[]> {
  return (await db.selectFrom('fact').selectAll().where('kind', '=', kind).orderBy('id').execute()).map(factFrom)
}

/** The newest of them. Throws where there is none. */
export async function newestFact(ctx: Pick<Ctx, 'db'>, kind: FactKind): Promise<Fact> {
  const fact = (await factsOf(ctx, kind)).at(-1)
  if (!fact) throw new Error(`No fact "${kind}" was recorded`)
  return fact
}

/** Lets the reactions to all facts of a kind run: each is safe to repeat. */
export async function react(ctx: Ctx, kind: FactKind): Promise<void> {
  for (const fact of await factsOf(ctx, kind))
    for (const reaction of Object.values(reactions[kind] ?? {}))
      await reaction({ ...ctx, actor: null, member: null }, fact)
}

/** Letters to somebody, oldest first. */
export const lettersTo = (db: Kysely<DB>, name: Name) =>
  db
    .selectFrom('mail')
    .select(['subject', 'text', 'html', 'kind'])
    .where('to_address', '=', emailOf(name))
    .orderBy('id')
    .execute()
