import type { Ctx } from '../../ctx.ts'

/** A browser keeps the secret of a draft for a year: after that nobody can open it any more. */
const keptDays = 400

/** Removes drafts that nobody can open any more: no account owns them, no community lives by them, no link is open. */
export async function tidyDrafts(ctx: Ctx): Promise<number> {
  const { numDeletedRows } = await ctx.db
    .deleteFrom('design')
    .where('owner_id', 'is', null)
    .where('community_id', 'is', null)
    .where('updated_at', '<', ctx.now.subtract({ hours: keptDays * 24 }))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('design_share')
            .select('id')
            .whereRef('design_share.design_id', '=', 'design.id')
            .where('revoked_at', 'is', null),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
