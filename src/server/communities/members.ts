/** The directory, a member's page, and what members say about themselves. */
import { z } from 'zod'
import { communityOf, memberOf, personOf, type Ctx } from '../ctx.ts'
import { Conflict, NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { fromCursor, toCursor } from '../foundations/cursor.ts'
import { id, line, lines, optional, page, slug, words as list } from '../foundations/input.ts'
import { allow, can } from '../permissions/index.ts'
import { seeHome, steward } from '../permissions/communities.ts'
import { query, verb } from '../verb.ts'
import { circlesOf } from './circles.ts'
import { takesPart } from './states.ts'

export const directory = query(
  'communities.directory',
  {
    input: z.object({ search: optional(line(100)), circle: optional(slug), ...page }),
    does: 'The members, by name, with what they know; by circle or by a word in name, organisation or expertise.',
    who: seeHome.says,
  },
  async (ctx, input) => {
    allow(ctx, seeHome, undefined)
    const community = communityOf(ctx)
    const limit = input.limit ?? 40
    // A cursor that nobody gave out starts at the beginning.
    const after = input.after === undefined ? null : fromCursor(input.after)
    const circle = input.circle ? (await circlesOf(ctx)).find((each) => each.key === input.circle) : undefined
    const rows = await ctx.db
      .selectFrom('member as m')
      .select(['m.id', 'm.name', 'm.organisation', 'm.country', 'm.job_title', 'm.expertise', 'm.languages'])
      .where('m.community_id', '=', community.id)
      .where('m.state', 'in', takesPart)
      .$if(circle !== undefined, (q) =>
        q.where((eb) =>
          eb.exists(
            eb
              .selectFrom('circle_place as cp')
              .select('cp.member_id')
              .whereRef('cp.community_id', '=', 'm.community_id')
              .whereRef('cp.member_id', '=', 'm.id')
              .where('cp.circle_id', '=', circle!.id),
          ),
        ),
      )
      .$if(input.search !== undefined, (q) => {
        const like = `%${input.search!.replace(/[\\%_]/g, '\\$&')}%`
        return q.where((eb) =>
          eb.or([
            eb('m.name', 'ilike', like),
            eb('m.organisation', 'ilike', like),
            eb(eb.fn<string>('array_to_string', ['m.expertise', eb.val(' ')]), 'ilike', like),
          ]),
        )
      })
      .$if(after !== null, (q) =>
        q.where((eb) => eb(eb.refTuple('m.name', 'm.id'), '>', eb.tuple(after!.place, after!.id))),
      )
      .orderBy('m.name')
      .orderBy('m.id')
      .limit(limit + 1)
      .execute()
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? toCursor(last.name, last.id) : null }
  },
)

export const peopleToChoose = query(
  'communities.people-to-choose',
  {
    input: z.object({}),
    does: 'Everybody who takes part, by name: to give roles to. At most a thousand.',
    who: steward.says,
  },
  async (ctx) => {
    allow(ctx, steward, undefined)
    return ctx.db
      .selectFrom('member as m')
      .select(['m.id', 'm.name', 'm.organisation'])
      .where('m.community_id', '=', communityOf(ctx).id)
      .where('m.state', 'in', takesPart)
      .orderBy('m.name')
      .limit(1000)
      .execute()
  },
)

export const memberPage = query(
  'communities.member',
  {
    input: z.object({ member: id }),
    does: 'One member: who they are, what they know, their circles and roles.',
    who: seeHome.says,
  },
  async (ctx, input) => {
    allow(ctx, seeHome, undefined)
    const community = communityOf(ctx)
    const row = await ctx.db
      .selectFrom('member as m')
      .innerJoin('person as p', 'p.id', 'm.person_id')
      .select((eb) => [
        'm.id',
        'm.person_id',
        'p.name',
        'm.state',
        'm.organisation',
        'm.country',
        'm.job_title',
        'm.about',
        'm.expertise',
        'm.languages',
        'm.joined_at',
        'p.zone',
        eb
          .selectFrom('circle_place as cp')
          .innerJoin('circle as c', (join) =>
            join.onRef('c.community_id', '=', 'cp.community_id').onRef('c.id', '=', 'cp.circle_id'),
          )
          .select((inner) =>
            inner.fn.coalesce(inner.fn<string[]>('array_agg', ['c.name']), inner.val<string[]>([])).as('names'),
          )
          .whereRef('cp.community_id', '=', 'm.community_id')
          .whereRef('cp.member_id', '=', 'm.id')
          .as('circles'),
      ])
      .where('m.community_id', '=', community.id)
      .where('m.id', '=', input.member)
      .executeTakeFirst()
    if (!row || (!takesPart.includes(row.state) && !can(ctx, steward, undefined)))
      throw new NotFound('communities.member')
    const mine = ctx.member?.id === row.id
    return {
      ...row,
      circles: row.circles ?? [],
      joined_at: row.joined_at.toString(),
      // Someone's state is theirs and the stewards' to know.
      state: mine || can(ctx, steward, undefined) ? row.state : null,
      may: { edit: mine },
    }
  },
)

export const tellProfile = verb(
  'communities.tell-profile',
  {
    input: z.object({
      organisation: optional(line()),
      country: optional(
        z
          .string()
          .trim()
          .toUpperCase()
          .regex(/^[A-Z]{2}$/, 'communities.country'),
      ),
      job_title: optional(line()),
      about: optional(lines(3000)),
      expertise: list(20),
      languages: list(12),
    }),
    does: 'Tells the members who you are, what you know and which languages you speak.',
    who: 'Each member, about themselves.',
  },
  async (ctx, input) => {
    const member = memberOf(ctx)
    await ctx.db
      .updateTable('member')
      .set({
        organisation: input.organisation ?? null,
        country: input.country ?? null,
        job_title: input.job_title ?? null,
        about: input.about ?? null,
        expertise: input.expertise,
        languages: input.languages,
      })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', member.id)
      .execute()
    await record(ctx, 'member.profile-told', { subject: member.id })
    return { member: member.id }
  },
)

export const leave = verb(
  'communities.leave',
  {
    input: z.object({ reason: optional(lines(2000)) }),
    does: 'Leaves the community. What you wrote stays; your places and roles end.',
    who: 'Each member, for themselves.',
  },
  async (ctx, input) => {
    const member = memberOf(ctx)
    const community = communityOf(ctx)
    await handOver(ctx, member.id)
    await ctx.db
      .deleteFrom('circle_place')
      .where('community_id', '=', community.id)
      .where('member_id', '=', member.id)
      .execute()
    await ctx.db
      .updateTable('member')
      .set({ state: 'left', state_since: ctx.now })
      .where('community_id', '=', community.id)
      .where('id', '=', member.id)
      .execute()
    await record(ctx, 'member.left', { subject: member.id, payload: { reason: input.reason ?? null } })
    return { left: true, person: personOf(ctx).id }
  },
)

/** Roles of somebody who goes become open. The last coordinator with no deputy cannot go: somebody has to be asked first. */
async function handOver(ctx: Ctx, memberId: string): Promise<void> {
  const community = communityOf(ctx)
  const held = await ctx.db
    .selectFrom('role_term')
    .select(['id', 'role', 'deputy_id'])
    .where('community_id', '=', community.id)
    .where('holder_id', '=', memberId)
    .execute()
  if (held.some((term) => term.role === 'coordinator' && term.deputy_id === null))
    throw new Conflict('communities.last-coordinator')
  for (const term of held) {
    await ctx.db
      .updateTable('role_term')
      .set({ holder_id: term.deputy_id, deputy_id: null })
      .where('community_id', '=', community.id)
      .where('id', '=', term.id)
      .execute()
    await record(ctx, 'member.role-given-up', { subject: term.id, payload: { role: term.role } })
  }
  await ctx.db
    .updateTable('role_term')
    .set({ deputy_id: null })
    .where('community_id', '=', community.id)
    .where('deputy_id', '=', memberId)
    .execute()
}
