import type { Actor, Ctx } from '../ctx.ts'

/** Somebody as the one who acts, in the same request in which they have just come in. */
export async function actorById(ctx: Ctx, id: string): Promise<Actor> {
  const row = await ctx.db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale', 'zone', 'is_administrator'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { is_administrator: isAdministrator, ...person } = row
  return { ...person, isAdministrator, via: 'session' }
}
