import { communityOf, type Ctx } from '../ctx.ts'
import { takesPart } from '../communities/index.ts'
import { problem } from './input.ts'

/**
 * Throws Invalid `events.member` at a field unless all are members who take part; with `circle`, unless they have a
 * place in it.
 */
export async function mustTakePart(
  ctx: Ctx,
  members: readonly string[],
  field: string,
  circle: string | null = null,
): Promise<void> {
  const wanted = [...new Set(members)]
  if (wanted.length === 0) return
  const { n } = await ctx.db
    .selectFrom('member as m')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('m.community_id', '=', communityOf(ctx).id)
    .where('m.id', '=', (eb) => eb.fn.any(eb.val(wanted)))
    .where('m.state', '=', (eb) => eb.fn.any(eb.val(takesPart)))
    .$if(circle !== null, (q) =>
      q.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('circle_place as cp')
            .select('cp.member_id')
            .whereRef('cp.community_id', '=', 'm.community_id')
            .whereRef('cp.member_id', '=', 'm.id')
            .where('cp.circle_id', '=', circle),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  if (n !== wanted.length) throw problem(field, 'events.member')
}
