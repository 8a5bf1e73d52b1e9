/** Of what people are to be asked now: events, the days after them, and who. */
import { sql } from 'kysely'
import { takesPart } from '../../communities/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'
import { followUpOf, type FollowUp } from '../follow-up-days.ts'

/** Days for which asking may come late: because the house slept, or somebody was asked of something else in that week. */
const lateAtMost = 14
/** Nobody is asked more often than once in so many days. */
const apart = 7
/** No format asks later than this. */
const latest = 365

/** One time of asking: an event, and after how many days. */
export interface Round {
  event: EventRow
  days: number
  to: FollowUp['to']
}

export interface Asked {
  /** One of the two. */
  member_id: string | null
  guest_id: string | null
  person_id: string | null
  email: string
  locale: string
  was_there: boolean
}

/** The times of asking that have come in the community at hand, the oldest first. */
export async function roundsDue(ctx: Ctx): Promise<Round[]> {
  const { rows } = await sql<EventRow & { format: unknown; off: number[] }>`
    select e.*, f.data as format,
           (select coalesce(array_agg(o.days), '{}') from follow_up_off o
             where o.community_id = e.community_id and o.event_id = e.id) as off
      from event e join event_format f on f.community_id = e.community_id and f.key = e.format_key
     where e.community_id = ${communityOf(ctx).id} and e.state = 'held'
       and e.ends_at <= ${daysBefore(ctx.now, 1)} and e.ends_at > ${daysBefore(ctx.now, latest + lateAtMost)}
     order by e.ends_at, e.id`.execute(ctx.db)
  return rows.flatMap(({ format, off, ...event }) => {
    const { days, to } = followUpOf({ key: event.format_key, data: format })
    const since = event.ends_at.until(ctx.now).total('hours') / 24
    return days
      .filter((after) => !off.includes(after) && since >= after && since < after + lateAtMost)
      .map((after) => ({ event, days: after, to }))
  })
}

/**
 * Whom a round asks now: who was there, and where the format says so who had answered, missed it and was told of the record;
 * who takes such mail, was not asked this before or of anything else this week, and has not said that it was not relevant.
 */
export async function askedIn(ctx: Ctx, { event, days, to }: Round): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select m.id as member_id, null::uuid as guest_id, p.id as person_id, p.email, p.locale, a.member_id is not null as was_there
      from member m
      join person p on p.id = m.person_id and p.erased_at is null
      left join attendance a on a.community_id = m.community_id and a.event_id = ${event.id} and a.member_id = m.id
     where m.community_id = ${event.community_id} and m.state = any(${takesPart}) and m.state <> 'paused'
       and (a.member_id is not null or (${to} = 'told'
            and exists (select from rsvp r where r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id)
            and exists (select from fact f where f.community_id = m.community_id and f.subject_id = ${event.id}
                  and f.kind = 'record.published' and (f.payload->>'mail')::boolean)))
       and (${event.circle_id}::uuid is null or exists (select from circle_place cp
             where cp.community_id = m.community_id and cp.circle_id = ${event.circle_id}::uuid and cp.member_id = m.id))
       and not exists (select from mail_stop s where s.community_id = m.community_id and s.member_id = m.id and s.kind = 'questions')
       and not exists (select from follow_up u where u.community_id = m.community_id and u.member_id = m.id
             and (u.mailed_at > ${daysBefore(ctx.now, apart)} or (u.event_id = ${event.id} and u.days = ${days})))
       and not exists (select from loop_back l where l.community_id = m.community_id and l.event_id = ${event.id} and l.member_id = m.id
             and (l.used = 'no-not-relevant' or l.told_at > ${daysBefore(ctx.now, lateAtMost)}))
     union all
    select null, g.id, null, g.email, g.locale, true
      from guest_attendance a
      join guest g on g.community_id = a.community_id and g.event_id = a.event_id and g.id = a.guest_id
     where a.community_id = ${event.community_id} and a.event_id = ${event.id} and g.email is not null
       and g.confirmed_at is not null and g.mail_stopped_at is null
       and not exists (select from follow_up u where u.community_id = a.community_id and u.event_id = a.event_id
             and u.guest_id = a.guest_id and u.days = ${days})
       and not exists (select from loop_back l where l.community_id = a.community_id and l.event_id = a.event_id
             and l.guest_id = a.guest_id and l.used = 'no-not-relevant')
     order by email`.execute(ctx.db)
  return rows
}

const daysBefore = (at: Temporal.Instant, days: number) => at.subtract({ hours: 24 * days })
