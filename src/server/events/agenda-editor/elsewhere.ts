/** Who of those who lead here leads something else at the same time. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'
import { timetable } from '../agenda.ts'
import { visible } from '../access.ts'
import type { Finding } from './checks.ts'

interface Part {
  day: number
  minutes: number
  title: string
  leader_id: string | null
}

/** Parts of other planned events that collide with parts of this one. Of an event that the reader does not see only the time is told. */
export async function ledElsewhere(
  ctx: Ctx,
  event: EventRow,
  parts: readonly (Part & { leader: string | null })[],
): Promise<Finding[]> {
  const leaders = [...new Set(parts.flatMap(({ leader_id }) => leader_id ?? []))]
  if (leaders.length === 0) return []
  const { rows } = await sql<{
    title: string | null
    wall_start: string
    zone: string
    day_hours: unknown
    parts: Part[]
  }>`
    select case when ${visible(ctx)} then e.title end as title, e.wall_start, e.zone, e.day_hours,
           (select json_agg(json_build_object('day', s.day, 'minutes', s.minutes, 'title', s.title, 'leader_id', s.leader_id) order by s.position)
              from segment s where s.community_id = e.community_id and s.event_id = e.id) as parts
      from event e
     where e.community_id = ${communityOf(ctx).id} and e.id <> ${event.id} and e.state = 'planned' and e.is_live
       and e.starts_at < ${event.ends_at} and e.ends_at > ${event.starts_at} and e.starts_at > ${event.starts_at.subtract({ hours: 24 * 31 })}
       and exists (select from segment l where l.community_id = e.community_id and l.event_id = e.id and l.leader_id = any(${leaders}::uuid[]))
     order by e.starts_at limit 20`.execute(ctx.db)
  const mine = timetable(event, parts).filter(({ leader_id }) => leader_id !== null)
  return rows.flatMap((other) =>
    timetable(other, other.parts).flatMap((theirs) =>
      mine
        .filter((part) => part.leader_id === theirs.leader_id && overlap(part, theirs))
        .map((part) => ({
          kind: 'two-places' as const,
          who: part.leader ?? '',
          what: part.title,
          other: other.title === null ? '' : theirs.title,
          where: other.title ?? '',
        })),
    ),
  )
}

function overlap(a: { at: string; minutes: number }, b: { at: string; minutes: number }): boolean {
  const [from, until] = [Date.parse(a.at), Date.parse(a.at) + a.minutes * 60_000]
  const [start, end] = [Date.parse(b.at), Date.parse(b.at) + b.minutes * 60_000]
  return from < end && start < until
}
