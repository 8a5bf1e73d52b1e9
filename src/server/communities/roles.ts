/** Roles, held for a term with a deputy; an open term waits for somebody. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { Invalid, NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { id, optional } from '../foundations/input.ts'
import { termHolds } from '../foundations/terms.ts'
import { allow } from '../permissions/index.ts'
import { seeHome, steward } from '../permissions/communities.ts'
import { query, verb } from '../verb.ts'
import { takesPart } from './states.ts'

export const roles = query(
  'communities.roles',
  {
    input: z.object({}),
    does: 'The roles of the community with term, holder and deputy: terms that hold, and terms to come.',
    who: seeHome.says,
  },
  async (ctx) => {
    allow(ctx, seeHome, undefined)
    const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
    return ctx.db
      .selectFrom('role_term as r')
      .leftJoin('member as h', (join) =>
        join.onRef('h.community_id', '=', 'r.community_id').onRef('h.id', '=', 'r.holder_id'),
      )
      .leftJoin('person as hp', 'hp.id', 'h.person_id')
      .leftJoin('member as d', (join) =>
        join.onRef('d.community_id', '=', 'r.community_id').onRef('d.id', '=', 'r.deputy_id'),
      )
      .leftJoin('person as dp', 'dp.id', 'd.person_id')
      .select([
        'r.id',
        'r.role',
        'r.name',
        'r.holder_id',
        'hp.name as holder',
        'r.deputy_id',
        'dp.name as deputy',
        'r.hours_month',
        'r.starts_on',
        'r.ends_on',
      ])
      .where('r.community_id', '=', communityOf(ctx).id)
      .where((eb) => eb.or([eb('r.starts_on', '>', today), termHolds(today)]))
      .orderBy('r.role')
      .orderBy('r.key')
      .execute()
  },
)

export const giveRole = verb(
  'communities.give-role',
  {
    input: z.object({ term: id, holder: optional(id), deputy: optional(id) }),
    does: 'Gives a term to a holder and a deputy; an empty place is open.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    if (input.holder && input.holder === input.deputy)
      throw new Invalid('input', {}, [{ path: ['deputy'], code: 'communities.deputy-same' }])
    const community = communityOf(ctx)
    const term = await ctx.db
      .selectFrom('role_term')
      .selectAll()
      .where('community_id', '=', community.id)
      .where('id', '=', input.term)
      .forUpdate()
      .executeTakeFirst()
    if (!term) throw new NotFound('communities.term')
    const people = [input.holder, input.deputy].filter((each) => each !== undefined)
    await mustTakePart(ctx, people)
    await ctx.db
      .updateTable('role_term')
      .set({ holder_id: input.holder ?? null, deputy_id: input.deputy ?? null })
      .where('community_id', '=', community.id)
      .where('id', '=', term.id)
      .execute()
    for (const member of people.filter((each) => each !== term.holder_id && each !== term.deputy_id)) {
      await record(ctx, 'member.role-taken', {
        member,
        subject: term.id,
        payload: { role: term.role, as: member === input.holder ? 'holder' : 'deputy' },
      })
    }
    if (term.holder_id && !people.includes(term.holder_id)) {
      await record(ctx, 'member.role-given-up', {
        member: term.holder_id,
        subject: term.id,
        payload: { role: term.role },
      })
    }
    return { term: term.id }
  },
)

async function mustTakePart(ctx: Ctx, members: string[]): Promise<void> {
  for (const member of members) {
    const row = await ctx.db
      .selectFrom('member')
      .select('state')
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', member)
      .executeTakeFirst()
    if (!row || !takesPart.includes(row.state)) throw new NotFound('communities.member')
  }
}
