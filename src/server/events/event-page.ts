/** One event, as its page shows it to this reader. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { flag } from '../foundations/input.ts'
import { transaction } from '../ctx.ts'
import { can } from '../permissions/index.ts'
import { comeToEvent, holdEvent, leadPart, seeMeetingLink, seeWhoComes } from '../permissions/events.ts'
import { query } from '../verb.ts'
import { visible, type EventRow } from './access.ts'
import { interactiveShare, timetable, type Segment } from './agenda.ts'
import { commitmentsAt } from './commitment.ts'
import { interactiveModes, nameOf } from './names.ts'
import type { Answer } from './rsvp.ts'

interface Part extends Segment {
  position: number
  leader_id: string | null
  leader: string | null
}
interface PersonWhoComes {
  id: string
  name: string
  organisation: string | null
  answer: Answer
  is_new: boolean
}
type Loaded = EventRow & {
  format_name: string
  circle: string | null
  series: string | null
  nth: number | null
  of: number | null
  facilitator: string | null
  answer: Answer | null
  attended: boolean
  maybe: number
  present: number
  parts: Part[]
  people: PersonWhoComes[]
  read_lately: boolean
}

/** How many names a page shows before it offers all of them. */
const some = 12
const all = 1000

export const eventPage = query(
  'events.event',
  {
    input: z.object({ id: z.string('required').max(60), everyone: flag.optional() }),
    does: 'One event: when, where, what for, its agenda, your answer, what you promised, and (for members) who comes.',
    who: 'Everybody who sees the event; names for members, the way in for those who come.',
  },
  async (ctx, input) => {
    const event = await loaded(ctx, input.id, input.everyone ?? false)
    return shown(ctx, event, await promise(ctx, event))
  },
)

/** The same for a page that somebody opens: reading is participation, so a member's is noted, once a day. */
export async function openEventPage(ctx: Ctx, input: { id: string; everyone?: string | undefined }) {
  const event = await loaded(ctx, input.id, input.everyone === 'yes')
  if (can(ctx, seeWhoComes, undefined) && ctx.member && !event.read_lately) {
    await transaction(ctx, (ctx) => record(ctx, 'event.read', { subject: event.id }))
  }
  return shown(ctx, event, await promise(ctx, event))
}

/** Everything in one statement: a page that is opened while a meeting begins is opened by everybody at once. */
async function loaded(ctx: Ctx, id: string, everyone: boolean): Promise<Loaded> {
  if (!z.uuid().safeParse(id).success) throw new NotFound('events.event')
  const member = ctx.member?.id ?? null
  const names = can(ctx, seeWhoComes, undefined)
  const { rows } = await sql<Loaded>`
    select e.*, f.name as format_name, c.name as circle, s.title as series, fp.name as facilitator,
           r.answer, a.member_id is not null as attended,
           case when e.series_id is not null then (select count(*)::int from event o where ${sameYear} and o.starts_at <= e.starts_at) end as nth,
           case when e.series_id is not null then (select count(*)::int from event o where ${sameYear}) end as of,
           (select count(*)::int from rsvp m where m.community_id = e.community_id and m.event_id = e.id and m.answer = 'maybe') as maybe,
           (select count(*)::int from attendance t where t.community_id = e.community_id and t.event_id = e.id) as present,
           (select coalesce(json_agg(json_build_object(
                     'position', g.position, 'day', g.day, 'minutes', g.minutes, 'title', g.title, 'purpose', g.purpose,
                     'mode', g.mode, 'lead', g.lead, 'leader_id', g.leader_id, 'leader', gp.name) order by g.position), '[]')
              from segment g
              left join member gm on gm.community_id = g.community_id and gm.id = g.leader_id
              left join person gp on gp.id = gm.person_id
             where g.community_id = e.community_id and g.event_id = e.id) as parts,
           case when ${names} then (select coalesce(json_agg(w), '[]') from (
              select wm.id, wp.name, wm.organisation, w.answer,
                     not exists (select from attendance wa where wa.community_id = w.community_id and wa.member_id = w.member_id) as is_new
                from rsvp w
                join member wm on wm.community_id = w.community_id and wm.id = w.member_id
                join person wp on wp.id = wm.person_id
               where w.community_id = e.community_id and w.event_id = e.id and w.answer = 'yes'
               order by wm.id = e.facilitator_id desc nulls last, wp.name
               limit ${everyone ? all : some}) as w) else '[]' end as people,
           exists (select from fact d where d.community_id = e.community_id and d.member_id = ${member}::uuid and d.subject_id = e.id
                      and d.kind = 'event.read' and d.at > ${ctx.now.subtract({ hours: 24 })}) as read_lately
      from event e
      join event_format f on f.community_id = e.community_id and f.key = e.format_key
      left join circle c on c.community_id = e.community_id and c.id = e.circle_id
      left join series s on s.community_id = e.community_id and s.id = e.series_id
      left join member fm on fm.community_id = e.community_id and fm.id = e.facilitator_id
      left join person fp on fp.id = fm.person_id
      left join rsvp r on r.community_id = e.community_id and r.event_id = e.id and r.member_id = ${member}::uuid
      left join attendance a on a.community_id = e.community_id and a.event_id = e.id and a.member_id = ${member}::uuid
     where e.community_id = ${communityOf(ctx).id} and e.id = ${id} and ${visible(ctx)}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('events.event')
  return rows[0]
}

/** Others of the series in the calendar year of the event, by its own wall clock. */
const sameYear = sql`o.community_id = e.community_id and o.series_id = e.series_id and o.state <> 'cancelled'
  and date_trunc('year', o.wall_start) = date_trunc('year', e.wall_start)`

/** What the reader promised, where this event counts towards it. */
async function promise(ctx: Ctx, event: Loaded) {
  const circle = event.promise_circle_id
  if (!circle || !ctx.member?.circles.some(({ id }) => id === circle)) return null
  const [commitment] = await commitmentsAt(ctx, ctx.member.id, event.starts_at, circle)
  return commitment ?? null
}

/** Only what this reader may have. */
function shown(ctx: Ctx, event: Loaded, promise: Awaited<ReturnType<typeof commitmentsAt>>[number] | null) {
  const names = can(ctx, seeWhoComes, undefined)
  const wayIn = can(ctx, seeMeetingLink, event)
  const open = event.state === 'planned' && event.starts_at.epochMilliseconds > ctx.now.epochMilliseconds
  const hold = can(ctx, holdEvent, event)
  const begun = event.starts_at.subtract({ minutes: 15 }).epochMilliseconds <= ctx.now.epochMilliseconds
  return {
    id: event.id,
    title: event.title,
    summary: event.summary,
    format_name: event.format_name,
    class: event.class,
    class_name: nameOf('classes', event.class, ctx.locale),
    series: event.series && event.nth && event.of ? { title: event.series, nth: event.nth, of: event.of } : null,
    state: event.state as 'planned' | 'held' | 'cancelled',
    cancel_reason: event.cancel_reason,
    starts_at: event.starts_at.toString(),
    ends_at: event.ends_at.toString(),
    wall_start: event.wall_start,
    zone: event.zone,
    minutes: event.minutes,
    days: event.days,
    circle: event.circle,
    is_public: event.is_public,
    confidence: event.confidence as 'open' | 'learned-leaves' | 'nothing-leaves',
    place: event.place as 'online' | 'room' | 'hybrid' | 'phone' | 'writing',
    // A number to dial is a way in like a link.
    place_text: event.place === 'phone' && !wayIn ? null : event.place_text,
    place_link: wayIn ? event.place_link : null,
    has_way_in: event.place_link !== null || (event.place === 'phone' && event.place_text !== null),
    capacity: event.capacity,
    coming: event.coming,
    maybe: event.maybe,
    present: event.present,
    answer: event.answer,
    attended: event.attended,
    facilitator: names && event.facilitator_id ? { id: event.facilitator_id, name: event.facilitator! } : null,
    people: event.people,
    interactive: interactiveShare(event.parts),
    parts: timetable(event, event.parts).map(({ leader, leader_id, ...part }) => ({
      ...part,
      mode_name: nameOf('modes', part.mode, ctx.locale),
      lead_name: nameOf('roles', part.lead, ctx.locale),
      together: interactiveModes.has(part.mode),
      leader: names && leader_id ? { id: leader_id, name: leader! } : null,
      may: { take: open && ctx.member !== null && leader_id === null && can(ctx, leadPart, { ...event, leader_id }), giveBack: open && leader_id !== null && leader_id === ctx.member?.id },
    })),
    promise,
    sequence: event.sequence,
    may: {
      answer: open && can(ctx, comeToEvent, event),
      seePeople: names,
      change: hold && event.state === 'planned',
      markAttendance: hold && event.state !== 'cancelled' && begun,
      wayIn,
    },
  }
}
