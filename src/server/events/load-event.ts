/** What the page of an event needs to know, fetched at once. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { can } from '../permissions/index.ts'
import { seeWhoComes } from '../permissions/events.ts'
import { visible, type EventRow } from './access.ts'
import { countedNow } from './coming.ts'
import { onPanel, type PanelState } from './panel/index.ts'
import { leftColumn, type Left } from './record/left.ts'
import type { Segment } from './agenda.ts'
import type { Given, Way } from './answer.ts'
import type { Replies } from './registration/index.ts'

interface Part extends Segment {
  id: string
  link: string | null
  /** Titles of what runs side by side in it. */
  sessions: string[]
  /** For whoever holds the event. */
  note: string | null
  position: number
  leader_id: string | null
  leader: string | null
}
interface PersonWhoComes {
  id: string
  name: string
  organisation: string | null
  is_new: boolean
}

export type LoadedEvent = EventRow & {
  format_name: string
  circle: string | null
  series: string | null
  nth: number | null
  of: number | null
  facilitator: string | null
  answer: Given | null
  mode: Way | null
  offer_until: Temporal.Instant | null
  /** The reader's number on the waiting list, if they are on it. */
  queue: number | null
  /** Who answered for the reader, if they did not themselves. */
  answered_by: string | null
  replies: Replies | null
  /** Of those who come. */
  guests: number
  attended: boolean
  maybe: number
  present: number
  parts: Part[]
  /** The call for proposals that is open for it, or that waits for answers. */
  call: string | null
  people: PersonWhoComes[]
  /** Asked in the live room, and parked or never answered; each with the topic that it became, and the circle that reads it. */
  open_questions: { text: string; topic: string | null; circle_id: string | null }[]
  read_lately: boolean
  /** Its live room, if it has one. */
  live: 'open' | 'over' | null
  left: Left
  /** The reader's seat on its panel. */
  seat: PanelState | null
  /** Its pre-brief, if there is one. */
  brief: { circle_id: string | null; edition: number; on_panel: boolean; seen: boolean; asks: boolean } | null
}

/** How many names a page shows before it offers all of them. */
const some = 12
const all = 1000

/**
 * An event that the actor sees, in one statement: its page is opened by everybody at once when a meeting begins. With
 * `everyone` all names, else the first twelve. Throws NotFound `events.event`.
 */
export async function loadEvent(ctx: Ctx, id: string, everyone: boolean): Promise<LoadedEvent> {
  if (!z.uuid().safeParse(id).success) throw new NotFound('events.event')
  const member = ctx.member?.id ?? null
  const names = can(ctx, seeWhoComes, undefined)
  const most = everyone ? all : some
  const { rows } = await sql<LoadedEvent>`
    select e.*${countedNow.columns}, f.name as format_name, c.name as circle, s.title as series, fm.name as facilitator,
           r.answer, r.mode, r.offer_until, r.replies, case when r.answered_by <> ${ctx.actor?.id ?? null}::uuid then rp.name end as answered_by,
           case when r.answer = 'waiting' then ${queueNumber} end as queue,
           (select count(*)::int from guest q where q.community_id = e.community_id and q.event_id = e.id and q.answer = 'yes') as guests,
           a.member_id is not null as attended,
           year.nth, year.of,
           (select count(*)::int from rsvp m where m.community_id = e.community_id and m.event_id = e.id and m.answer = 'maybe') as maybe,
           ((select count(*) from attendance t where t.community_id = e.community_id and t.event_id = e.id)
              + (select count(*) from guest_attendance t where t.community_id = e.community_id and t.event_id = e.id))::int as present,
           (select coalesce(json_agg(json_build_object(
                     'id', g.id, 'link', g.link, 'note', g.note,
                     'sessions', (select coalesce(json_agg(x.title order by x.position), '[]') from parallel_session x
                                   where x.community_id = g.community_id and x.event_id = g.event_id and x.segment_id = g.id), 'position', g.position, 'day', g.day, 'minutes', g.minutes, 'title', g.title, 'purpose', g.purpose,
                     'mode', g.mode, 'lead', g.lead, 'leader_id', g.leader_id, 'leader', gm.name) order by g.position), '[]')
              from segment g
              left join member gm on gm.community_id = g.community_id and gm.id = g.leader_id
             where g.community_id = e.community_id and g.event_id = e.id) as parts,
           (select case when l.ended_at is null then 'open' else 'over' end
              from live_room l where l.community_id = e.community_id and l.event_id = e.id) as live,
           case when ${names} then (select coalesce(json_agg(w), '[]') from (
              select wm.id, wm.name, wm.organisation,
                     not exists (select from attendance wa where wa.community_id = wm.community_id and wa.member_id = wm.id) as is_new
                from ((select w.community_id, w.member_id from rsvp w
                        where w.community_id = e.community_id and w.event_id = e.id and w.answer = 'yes'
                        order by w.at limit ${most})
                      union
                      select w.community_id, w.member_id from rsvp w
                       where w.community_id = e.community_id and w.event_id = e.id and w.answer = 'yes' and w.member_id = e.facilitator_id) as w
                join member wm on wm.community_id = w.community_id and wm.id = w.member_id
               order by wm.id = e.facilitator_id desc nulls last, wm.name limit ${most}) as w) else '[]' end as people,
           case when ${names} then (select coalesce(json_agg(json_build_object('text', q.text, 'topic', qt.id, 'circle_id', qk.circle_id) order by q.state desc, q.id), '[]')
                   from question q
                   left join topic qt on qt.community_id = q.community_id and qt.event_id = q.event_id and qt.question_id = q.id and qt.retired_at is null
                   left join channel qk on qk.community_id = qt.community_id and qk.id = qt.channel_id
                  where q.community_id = e.community_id and q.event_id = e.id
                    and (q.state = 'parked' or (q.state = 'open' and (e.state = 'held' or e.ends_at < ${ctx.now})))) else '[]' end as open_questions,
           (select k.id from call k where k.community_id = e.community_id and (k.event_id = e.id or k.series_id = e.series_id)
             order by k.event_id is null, k.closes_at desc limit 1) as call,
           exists (select from fact d where d.community_id = e.community_id and d.member_id = ${member}::uuid and d.subject_id = e.id
                      and d.kind = 'event.read' and d.at > ${ctx.now.subtract({ hours: 24 })}) as read_lately,
           (select json_build_object('circle_id', b.circle_id, 'edition', b.edition, 'on_panel', ${onPanel(sql`${member}::uuid`)},
                     'seen', exists (select from pre_brief_reader br where br.community_id = b.community_id and br.event_id = b.event_id
                                      and br.member_id = ${member}::uuid and br.seen_edition = b.edition),
                     'asks', exists (select from position_round po where po.community_id = b.community_id and po.event_id = b.event_id
                                      and po.closed_at is null))
              from pre_brief b where b.community_id = e.community_id and b.event_id = e.id) as brief,
           (select pp.state from panel_place pp
             where pp.community_id = e.community_id and pp.event_id = e.id and pp.member_id = ${member}::uuid) as seat,
           ${leftColumn} as "left"
      from event e ${countedNow.joins}
      join event_format f on f.community_id = e.community_id and f.key = e.format_key
      left join circle c on c.community_id = e.community_id and c.id = e.circle_id
      left join series s on s.community_id = e.community_id and s.id = e.series_id
      left join lateral (select count(*)::int as of, (count(*) filter (where o.starts_at <= e.starts_at))::int as nth
             from event o where ${sameYear}) as year on e.series_id is not null
      left join member fm on fm.community_id = e.community_id and fm.id = e.facilitator_id
      left join rsvp r on r.community_id = e.community_id and r.event_id = e.id and r.member_id = ${member}::uuid
      left join person rp on rp.id = r.answered_by
      left join attendance a on a.community_id = e.community_id and a.event_id = e.id and a.member_id = ${member}::uuid
     where e.community_id = ${communityOf(ctx).id} and e.id = ${id} and ${visible(ctx)}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('events.event')
  return rows[0]
}

/** Others of the series in the calendar year of the event, by its own wall clock. */
const sameYear = sql`o.community_id = e.community_id and o.series_id = e.series_id and o.state <> 'cancelled'
  and date_trunc('year', o.wall_start) = date_trunc('year', e.wall_start)`

/** How many wait for the same and longer than the reader, and one. */
const queueNumber = sql`(select 1 + count(*)::int from (
    select community_id, event_id, answer, mode, waiting_since from rsvp
     union all select community_id, event_id, answer, mode, waiting_since from guest) as q
  where q.community_id = e.community_id and q.event_id = e.id and q.answer = 'waiting' and q.waiting_since < r.waiting_since
    and q.mode is not distinct from r.mode)`
