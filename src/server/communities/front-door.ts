import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, personOf } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { can } from '../permissions/index.ts'
import { seeFrontDoor, seeHome, steward } from '../permissions/communities.ts'
import { query } from '../verb.ts'
import { circlesOf } from './circles.ts'
import { takesPart } from './states.ts'

export const frontDoor = query(
  'communities.front-door',
  {
    input: z.object({}),
    does: 'What a visitor may know: what this community is, its circles and how one comes in.',
    who: seeFrontDoor.says,
  },
  async (ctx) => {
    const community = communityOf(ctx)
    const row = await ctx.db
      .selectFrom('community as c')
      .select((eb) => [
        'c.is_listed',
        'c.countries',
        'c.launched_at',
        eb
          .selectFrom('member as m')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .whereRef('m.community_id', '=', 'c.id')
          .where('m.state', 'in', takesPart)
          .as('members'),
      ])
      .where('c.id', '=', community.id)
      .executeTakeFirstOrThrow()
    if (!can(ctx, seeFrontDoor, row)) throw new NotFound('community')
    return {
      name: community.name,
      host: community.host,
      purpose: community.purpose,
      mission: community.mission,
      countries: row.countries,
      members: Number(row.members ?? 0),
      circles: await circlesOf(ctx),
      may: { seeHome: can(ctx, seeHome, undefined), steward: can(ctx, steward, undefined) },
    }
  },
)

export const listedCommunities = query(
  'communities.listed',
  { input: z.object({}), does: 'The communities of this installation that show themselves.', who: 'Everybody.' },
  async (ctx) =>
    ctx.db
      .selectFrom('community')
      .select(['slug', 'name', 'host', 'mission', 'purpose'])
      .where('launched_at', 'is not', null)
      .where('is_listed', '=', true)
      .orderBy('name')
      .limit(200)
      .execute(),
)

export const myCommunities = query(
  'communities.mine',
  { input: z.object({}), does: 'The communities you are a member of.', who: 'Everybody who is signed in.' },
  async (ctx) => {
    const person = personOf(ctx)
    const { rows } = await sql<{ slug: string; name: string; state: string }>`
      select c.slug, c.name, m.state from member m join community c on c.id = m.community_id
       where m.person_id = ${person.id} and m.state = any(${takesPart}) and c.launched_at is not null order by c.name`.execute(
      ctx.db,
    )
    return rows
  },
)
