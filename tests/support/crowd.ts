/** Many members of a community at once, for tests of races. */
import type { Kysely } from 'kysely'
import type { Ctx } from '#server/ctx.ts'
import type { DB } from '#server/database.gen.ts'
import { newId } from '#server/foundations/id.ts'
import type { LivingCommunity } from './people.ts'

/** Writes so many members in; gives the context of each by number, so many minutes after `now`. */
export async function crowdIn(
  db: Kysely<DB>,
  { ctx, community }: Pick<LivingCommunity, 'ctx' | 'community'>,
  size: number,
): Promise<(n: number, minutes?: number) => Ctx> {
  const base = ctx('amina')
  const crowd = Array.from({ length: size }, () => ({ person: newId(base.now), member: newId(base.now) }))
  await db
    .insertInto('person')
    .values(crowd.map(({ person }, n) => ({ id: person, name: `Person ${n}`, email: `person${n}@example.org` })))
    .execute()
  const since = { state: 'active', state_since: base.now, joined_at: base.now }
  await db
    .insertInto('member')
    .values(
      crowd.map(({ person, member }) => ({ community_id: community.id, id: member, person_id: person, ...since })),
    )
    .execute()
  return (n, minutes = 0) => ({
    ...base,
    now: base.now.add({ minutes }),
    actor: { ...base.actor!, id: crowd[n]!.person },
    member: { ...base.member!, id: crowd[n]!.member },
  })
}
