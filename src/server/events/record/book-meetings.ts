/** The meetings of a series as its book tells of them. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import { isMember } from '../../permissions/index.ts'
import type { RecordAccess } from '../../permissions/record.ts'
import { accessColumns, here, readable } from './access.ts'
import { isReadable, type Version } from './record-page.ts'
import type { Section } from './source.ts'

export interface Meeting {
  title: string
  held_on: string
  present: number
  first: number
  organisations: number
  expected: number
  published: boolean
  summary: string | null
  sections: Section[]
  decisions: { text: string; by_whom: string | null }[]
  actions: {
    text: string
    owner: string | null
    due_on: string
    state: 'open' | 'done' | 'dropped'
    ended_on: string | null
  }[]
}

type Row = Meeting & RecordAccess & { written: Pick<Version, 'sensitivity' | 'confidence'> | null }

/** Sections that the book sets from the rows themselves. */
const ownRows = new Set(['decisions', 'actions', 'attendance'])

/** Held meetings of a series that the reader may read about and that may leave the room, oldest first; at most 500. */
export async function meetingsOf(ctx: Ctx, series: string): Promise<Meeting[]> {
  const { rows } = await sql<Row>`
    select e.title, e.wall_start::date as held_on, v.version is not null as published, v.summary,
           case when v.version is not null then json_build_object('sensitivity', v.sensitivity, 'confidence', v.confidence) end as written,
           ${accessColumns(ctx)},
           coalesce(v.sections, '[]') as sections,
           coalesce(there.people, 0)::int as present, coalesce(there.organisations, 0)::int as organisations, coalesce(there.first, 0)::int as first,
           (select count(*)::int from rsvp y where y.community_id = e.community_id and y.event_id = e.id and y.answer = 'yes') as expected,
           (select coalesce(json_agg(json_build_object('text', d.text, 'by_whom', d.by_whom) order by d.id), '[]')
              from decision d where d.community_id = e.community_id and d.event_id = e.id and d.withdrawn_at is null) as decisions,
           (select coalesce(json_agg(json_build_object('text', a.text, 'owner', p.name, 'due_on', a.due_on, 'state', a.state, 'ended_on', a.ended_at::date) order by a.id), '[]')
              from action a
              left join member m on m.community_id = a.community_id and m.id = a.owner_id
              left join person p on p.id = m.person_id
             where a.community_id = e.community_id and a.event_id = e.id) as actions
      from event e
      left join event_record r on r.community_id = e.community_id and r.event_id = e.id
      left join lateral (select * from record_version n where n.community_id = e.community_id and n.event_id = e.id
                          order by n.version desc limit 1) v on true
      left join lateral (
        select count(*) as people, count(distinct m.organisation) as organisations,
               count(*) filter (where not exists (
                 select from attendance b join event o on o.community_id = b.community_id and o.id = b.event_id
                  where b.community_id = t.community_id and b.member_id = t.member_id and o.starts_at < e.starts_at)) as first
          from attendance t join member m on m.community_id = t.community_id and m.id = t.member_id
         where t.community_id = e.community_id and t.event_id = e.id) there on true
     where e.community_id = ${here(ctx)} and e.series_id = ${series} and e.state = 'held' and e.confidence <> 'nothing-leaves'
       and ${readable(ctx)}
     order by e.starts_at, e.id limit 500`.execute(ctx.db)
  return rows.map((row) => told(ctx, row))
}

/** Without names where nothing is attributed; a text that was published for fewer, or when more might leave, stays behind. */
function told(ctx: Ctx, row: Row): Meeting {
  const named = row.confidence === 'open' && isMember(ctx)
  const may = row.written !== null && isReadable(ctx, row, row.written)
  return {
    title: row.title,
    held_on: row.held_on,
    present: row.present,
    first: row.first,
    organisations: row.organisations,
    expected: row.expected,
    published: row.published,
    summary: may ? row.summary : null,
    sections: may ? row.sections.filter(({ key }) => !ownRows.has(key)) : [],
    decisions: row.decisions.map(({ text, by_whom }) => ({ text, by_whom: named ? by_whom : null })),
    actions: row.actions.map((action) => ({ ...action, owner: named ? action.owner : null })),
  }
}
