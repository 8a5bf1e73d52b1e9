/** Reactions in the tests of rooms: what the jobs would do with the facts of a kind, and the letters that come of it. */
import type { Kysely } from 'kysely'
import type { Ctx } from '#server/ctx.ts'
import type { DB } from '#server/database.gen.ts'
import type { Fact, FactKind } from '#server/facts.ts'
import { reactions } from '#server/reactions.ts'
import { emailOf, type Name } from './people.ts'

/** Lets the reactions to all facts of a kind run: each is safe to repeat. */
export async function react(ctx: Ctx, kind: FactKind): Promise<void> {
  for (const row of await ctx.db.selectFrom('fact').selectAll().where('kind', '=', kind).orderBy('id').execute()) {
    const fact: Fact = {
      id: row.id,
      kind,
      at: row.at,
      actorId: row.actor_id,
      memberId: row.member_id,
      subjectId: row.subject_id,
      payload: row.payload as Record<string, unknown>,
    }
    for (const reaction of Object.values(reactions[kind] ?? {}))
      await reaction({ ...ctx, actor: null, member: null }, fact)
  }
}

/** Letters to somebody, oldest first. */
export const lettersTo = (db: Kysely<DB>, name: Name) =>
  db
    .selectFrom('mail')
    .select(['subject', 'text', 'html', 'kind'])
    .where('to_address', '=', emailOf(name))
    .orderBy('id')
    .execute()
