/** The only way to load a series. */
import type { Selectable } from 'kysely'
import type { Series } from '../../database.gen.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { can } from '../../permissions/index.ts'
import { seeSeries } from '../../permissions/series.ts'

export type SeriesRow = Selectable<Series>

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** A series that the actor sees; with `lock` its row is locked until the transaction ends. Throws NotFound `series.series` for every other. */
export async function seriesFor(ctx: Ctx, id: string, options: { lock?: boolean } = {}): Promise<SeriesRow> {
  if (!uuid.test(id)) throw new NotFound('series.series')
  const row = await ctx.db
    .selectFrom('series')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', id)
    .$if(options.lock === true, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  if (!row || !can(ctx, seeSeries, row)) throw new NotFound('series.series')
  return row
}
