/** Somebody at a moment: the ctx that the porch would hand along. */
import type { House } from '../house.ts'
import type { CircleOf, Community, Ctx } from '../ctx.ts'
import { actorById } from '../people/index.ts'
import { reactions } from '../reactions.ts'
import { factFrom } from '../facts.ts'

export interface Stage {
  house: House
  community: Community | null
}

/** Nobody in particular, at a moment. Reactions are run by the simulator itself, in order, so none is queued. */
export function nobody({ house, community }: Stage, at: Temporal.Instant): Ctx {
  const ctx = house.ctx(at)
  return { ...ctx, community, zone: community?.zone ?? 'UTC', site: { ...ctx.site, reacting: new Map() } }
}

/** A person at the door of the community, as a member where they are one. */
export async function as(stage: Stage, person: string, at: Temporal.Instant): Promise<Ctx> {
  const ctx = nobody(stage, at)
  const actor = await actorById(ctx, person)
  return {
    ...ctx,
    actor,
    zone: actor.zone,
    member: stage.community ? await memberOf(ctx, stage.community, person) : null,
  }
}

async function memberOf(ctx: Ctx, community: Community, person: string): Promise<Ctx['member']> {
  const row = await ctx.db
    .selectFrom('member as m')
    .select((eb) => [
      'm.id',
      'm.state',
      eb
        .selectFrom('role_term as r')
        .select((inner) => inner.fn.agg<string[]>('array_agg', ['r.role']).as('roles'))
        .whereRef('r.community_id', '=', 'm.community_id')
        .where((inner) =>
          inner.or([inner('r.holder_id', '=', inner.ref('m.id')), inner('r.deputy_id', '=', inner.ref('m.id'))]),
        )
        .as('roles'),
    ])
    .where('m.community_id', '=', community.id)
    .where('m.person_id', '=', person)
    .executeTakeFirst()
  if (!row) return null
  const circles = await ctx.db
    .selectFrom('circle_place as p')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.community_id', '=', 'p.community_id').onRef('c.id', '=', 'p.circle_id'),
    )
    .select(['c.id', 'c.key', 'c.abilities'])
    .where('p.community_id', '=', community.id)
    .where('p.member_id', '=', row.id)
    .execute()
  return { id: row.id, state: row.state, roles: row.roles ?? [], circles: circles as CircleOf[] }
}

/**
 * Runs the reactions to everything that has happened until `at` and was not reacted to, as the jobs of a living house
 * would. `done` remembers.
 */
export async function react(stage: Stage, done: Set<string>, at: Temporal.Instant): Promise<void> {
  if (!stage.community) return
  const ctx = nobody(stage, at)
  const rows = await ctx.db
    .selectFrom('fact')
    .selectAll()
    .where('community_id', '=', stage.community.id)
    .where('at', '<=', at)
    .where('kind', 'in', Object.keys(reactions))
    .orderBy('id')
    .execute()
  for (const row of rows.filter(({ id }) => !done.has(id))) {
    done.add(row.id)
    const fact = factFrom(row)
    for (const reaction of Object.values(reactions[fact.kind] ?? {})) await reaction(ctx, fact)
  }
}
