import type { UpdateObject } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import type { DB } from '../../database.gen.ts'

/** Keeps what changed of a draft, and when. */
export async function save(ctx: Ctx, design: string, changed: UpdateObject<DB, 'design'>): Promise<void> {
  await ctx.db
    .updateTable('design')
    .set({ ...changed, updated_at: ctx.now })
    .where('id', '=', design)
    .execute()
}
