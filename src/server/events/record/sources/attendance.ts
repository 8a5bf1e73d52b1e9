import { sql } from 'kysely'
import type { Source } from '../source.ts'

/** How many were there: figures only, so that they may stand in any record. */
export const attendance: Source = {
  key: 'attendance',
  async draft(ctx, event, w) {
    const { rows } = await sql<{ people: number; first: number; organisations: number; expected: number }>`
      select count(*)::int as people,
             (count(*) filter (where not exists (
               select from attendance b join event o on o.community_id = b.community_id and o.id = b.event_id
                where b.community_id = a.community_id and b.member_id = a.member_id and o.starts_at < ${event.starts_at})))::int as first,
             count(distinct m.organisation)::int as organisations,
             (select count(*)::int from rsvp r where r.community_id = ${event.community_id} and r.event_id = ${event.id} and r.answer = 'yes') as expected
        from attendance a join member m on m.community_id = a.community_id and m.id = a.member_id
       where a.community_id = ${event.community_id} and a.event_id = ${event.id}`.execute(ctx.db)
    const { people, first, organisations, expected } = rows[0]!
    if (people === 0) return null
    return [
      w('record.draft.people', { people, organisations }),
      ...(first > 0 && first < people ? [w('record.draft.first', { first })] : []),
      ...(expected > 0 ? [w('record.draft.expected', { expected })] : []),
    ].join(' ')
  },
}
