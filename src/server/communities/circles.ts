import type { Ctx } from '../ctx.ts'
import { communityOf } from '../ctx.ts'
import { NotFound } from '../errors.ts'

export interface Circle {
  id: string
  key: string
  name: string
  description: string | null
  policy: 'open' | 'approval' | 'invitation'
  commitment_times: number | null
  commitment_of: number | null
  position: number
}

/** The circles of the community at hand, the widest first. */
export async function circlesOf(ctx: Ctx): Promise<Circle[]> {
  const rows = await ctx.db
    .selectFrom('circle')
    .select(['id', 'key', 'name', 'description', 'policy', 'commitment_times', 'commitment_of', 'position'])
    .where('community_id', '=', communityOf(ctx).id)
    .orderBy('position')
    .execute()
  return rows as Circle[]
}

/** One circle by its key. Throws NotFound `communities.circle`. */
export async function circleFor(ctx: Ctx, key: string): Promise<Circle> {
  const found = (await circlesOf(ctx)).find((circle) => circle.key === key)
  if (!found) throw new NotFound('communities.circle')
  return found
}
