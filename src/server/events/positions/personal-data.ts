/** What rounds of positions hold of a person: what stands under their name, or while a round is open under a hash of them. */
import type { Ctx } from '../../ctx.ts'
import type { PersonalData } from '../../foundations/personal-data.ts'
import { takerKey } from './round.ts'

export const positionsData: PersonalData = {
  room: 'events',
  tables: ['position_taken'],
  tell: async (ctx, person) => ({
    positions: (await theirs(ctx, person)).map(({ text, before, before_why, after, after_why }) => ({
      text,
      before,
      before_why,
      after,
      after_why,
    })),
  }),
  forget: async (ctx, person) => {
    for (const { community_id, statement_id, taker } of await theirs(ctx, person))
      await ctx.db
        .deleteFrom('position_taken')
        .where((eb) => eb.and({ community_id, statement_id, taker }))
        .execute()
  },
}

/** Rows that are theirs as far as anybody can tell: of a closed round without names nobody can. */
async function theirs(ctx: Ctx, person: string) {
  const rows = await ctx.db
    .selectFrom('position_taken as t')
    .innerJoin('statement as s', (join) =>
      join.onRef('s.community_id', '=', 't.community_id').onRef('s.id', '=', 't.statement_id'),
    )
    .innerJoin('position_round as r', (join) =>
      join.onRef('r.community_id', '=', 's.community_id').onRef('r.event_id', '=', 's.event_id'),
    )
    .innerJoin('member as m', 'm.community_id', 't.community_id')
    .select(['t.community_id', 't.statement_id', 't.taker', 't.member_id', 's.text', 's.event_id', 'm.id as me'])
    .select(['r.secret', 't.before', 't.before_why', 't.after', 't.after_why'])
    .where('m.person_id', '=', person)
    .where((eb) => eb.or([eb('t.member_id', '=', eb.ref('m.id')), eb('r.secret', 'is not', null)]))
    .execute()
  return rows.filter(
    ({ member_id, me, secret, event_id, taker }) =>
      member_id === me || (secret !== null && takerKey({ secret }, event_id, me).equals(taker)),
  )
}
