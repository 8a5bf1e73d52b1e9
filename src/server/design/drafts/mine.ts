import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { hashOf } from '../../foundations/id.ts'
import { id } from '../../foundations/input.ts'
import { query } from '../../verb.ts'

export const myDesigns = query(
  'design.mine',
  {
    input: z.object({
      /** Drafts of this device with their secrets. */
      held: z
        .array(z.object({ design: id, key: z.string().max(100) }))
        .max(200)
        .optional(),
    }),
    does: 'The designs of whoever is signed in, and the drafts whose secrets are shown.',
    who: 'Everybody sees their own.',
  },
  async (ctx, { held = [] }) => {
    const hashes = held.map(({ key }) => hashOf(key))
    if (!ctx.actor && hashes.length === 0) return []
    const rows = await listed(ctx, hashes)
    return rows.map(({ updated_at, owner_id, versions, ...row }) => ({
      ...row,
      versions: Number(versions),
      at: updated_at.toString(),
      isKept: owner_id !== null,
    }))
  },
)

function listed(ctx: Ctx, hashes: string[]) {
  return ctx.db
    .selectFrom('design as d')
    .leftJoin('community as c', 'c.id', 'd.community_id')
    .select((eb) => [
      'd.id',
      'd.updated_at',
      'd.owner_id',
      'c.slug',
      eb
        .ref('d.answers', '->')
        .key('community' as never)
        .key('name' as never)
        .$castTo<string | null>()
        .as('name'),
      eb
        .selectFrom('design_version as v')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('v.design_id', '=', 'd.id')
        .as('versions'),
    ])
    .where((eb) =>
      eb.or([
        ...(ctx.actor ? [eb('d.owner_id', '=', ctx.actor.id)] : []),
        ...(hashes.length > 0 ? [eb('d.secret_hash', 'in', hashes)] : []),
      ]),
    )
    .orderBy('d.updated_at', 'desc')
    .limit(100)
    .execute()
}
