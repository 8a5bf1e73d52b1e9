/**
 * What members of a circle promised, and how they keep it: "come to four of six meetings a year". Counted over the twelve
 * months before a moment, from the day on which the member entered the circle (indicator ind-par-12).
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../ctx.ts'
import { circleFor, takesPart } from '../communities/index.ts'
import { fromCursor, toCursor } from '../foundations/cursor.ts'
import { page, slug } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { seeCommitments } from '../permissions/events.ts'
import { query } from '../verb.ts'

export type CommitmentState = 'on-track' | 'watch' | 'missed'

export interface Pledge {
  /** So many … */
  times: number
  /** … of so many meetings a year. */
  of: number
}

export interface Commitment extends Pledge {
  circle: string
  circle_id: string
  /** Meetings held in the year before, since the member entered the circle, without those from which they were excused. */
  held: number
  attended: number
  /** Meetings from which they were excused: they do not count. */
  excused: number
  /** What the promise asks of so many meetings held. */
  due: number
  state: CommitmentState
}

/** What a promise asks once so many meetings were held: its share of them, rounded down, and never more than was promised. */
export function dueOf({ times, of }: Pledge, held: number): number {
  return Math.min(times, Math.floor((times * held) / of))
}

/** Missed: fewer than were due. Watch: one more absence would miss it. */
export function stateOf(promise: Pledge, held: number, attended: number): CommitmentState {
  if (attended < dueOf(promise, held)) return 'missed'
  return attended < dueOf(promise, held + 1) ? 'watch' : 'on-track'
}

export const myCommitment = query(
  'events.my-commitment',
  {
    input: z.object({}),
    does: 'What you promised as a member of each circle, and what you came to in the last twelve months.',
    who: 'Members.',
  },
  async (ctx) => commitmentsAt(ctx, memberOf(ctx).id, ctx.now),
)

export const hubCommitments = query(
  'events.commitments',
  {
    input: z.object({ circle: slug, ...page }),
    does: 'How the members of a circle keep what they promised, by name.',
    who: seeCommitments.says,
  },
  async (ctx, input) => {
    allow(ctx, seeCommitments, undefined)
    const circle = await circleFor(ctx, input.circle)
    const { commitment_times: times, commitment_of: of } = circle
    if (times === null || of === null) return { circle: circle.name, promise: null, items: [], next: null }
    const limit = input.limit ?? 100
    const after = input.after ? fromCursor(input.after) : null
    const { rows } = await sql<{
      id: string
      name: string
      organisation: string | null
      held: number
      attended: number
      excused: number
      warned_at: Temporal.Instant | null
    }>`
      select m.id, p.name, m.organisation, kept.held, kept.attended, kept.excused,
             (select max(w.at) from promise_warning w where w.community_id = cp.community_id and w.circle_id = cp.circle_id
                 and w.member_id = m.id
                 and w.at > ${ctx.now.toZonedDateTimeISO('UTC').subtract({ years: 1 }).toInstant()}) as warned_at
        from circle_place cp
        join member m on m.community_id = cp.community_id and m.id = cp.member_id and m.state = any(${takesPart})
        join person p on p.id = m.person_id
        cross join lateral (${counted(ctx.now)}) as kept
       where cp.community_id = ${communityOf(ctx).id} and cp.circle_id = ${circle.id}
         and (p.name, m.id) > (${after?.place ?? ''}, ${after?.id ?? nobody}::uuid)
       order by p.name, m.id
       limit ${limit + 1}`.execute(ctx.db)
    const items = rows.slice(0, limit).map((row) => ({
      ...row,
      warned_at: row.warned_at?.toString() ?? null,
      ...judged({ times, of }, row),
    }))
    const last = items.at(-1)
    const next = rows.length > limit && last ? toCursor(last.name, last.id) : null
    return { circle: circle.name, promise: { times, of }, items, next }
  },
)

export interface Standing {
  member_id: string
  person_id: string
  email: string
  locale: string
  zone: string
  held: number
  attended: number
  due: number
  state: CommitmentState
  /** They do not want reminders by mail. */
  no_mail: boolean
}

/** How everybody in a circle who is not on a pause keeps the promise now, for what is done about it. */
export async function standingsIn(ctx: Ctx, circle: Pledge & { id: string }): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select m.id as member_id, p.id as person_id, p.email, p.locale, p.zone, kept.held, kept.attended,
           exists (select from mail_stop s
             where s.community_id = m.community_id and s.member_id = m.id and s.kind = 'reminders') as no_mail
      from circle_place cp
      join member m on m.community_id = cp.community_id and m.id = cp.member_id and m.state = any(${takesPart}) and m.state <> 'paused'
      join person p on p.id = m.person_id and p.erased_at is null
      cross join lateral (${counted(ctx.now)}) as kept
     where cp.community_id = ${communityOf(ctx).id} and cp.circle_id = ${circle.id}
     order by m.id`.execute(ctx.db)
  return rows.map((row) => ({ ...row, ...judged(circle, row) }))
}

/** What a member promised in each of their circles (or in one) and kept in the year before a moment. */
export async function commitmentsAt(
  ctx: Ctx,
  member: string,
  moment: Temporal.Instant,
  circle: string | null = null,
): Promise<Commitment[]> {
  const { rows } = await sql<
    Pledge & { circle_id: string; circle: string; held: number; attended: number; excused: number }
  >`
    select ci.id as circle_id, ci.name as circle, ci.commitment_times as times, ci.commitment_of as of, kept.held, kept.attended, kept.excused
      from circle_place cp
      join circle ci on ci.community_id = cp.community_id and ci.id = cp.circle_id and ci.commitment_times is not null
      cross join lateral (${counted(moment)}) as kept
     where cp.community_id = ${communityOf(ctx).id} and cp.member_id = ${member}
       and (${circle}::uuid is null or cp.circle_id = ${circle}::uuid)
     order by ci.position`.execute(ctx.db)
  return rows.map((row) => ({ ...row, ...judged(row, row) }))
}

/** Meetings held, without those from which they were excused and stayed away, and attended by the holder of `circle_place cp` in the year before a moment. */
function counted(moment: Temporal.Instant) {
  const from = moment.toZonedDateTimeISO('UTC').subtract({ years: 1 }).toInstant()
  return sql`
    select (count(*) - count(x.id) filter (where a.member_id is null))::int as held, count(a.member_id)::int as attended,
           (count(x.id) filter (where a.member_id is null))::int as excused
      from event e
      left join attendance a on a.community_id = e.community_id and a.event_id = e.id and a.member_id = cp.member_id
      left join absence x on x.community_id = e.community_id and x.event_id = e.id and x.member_id = cp.member_id and x.state = 'granted'
     where e.community_id = cp.community_id and e.promise_circle_id = cp.circle_id and e.state = 'held'
       and e.starts_at >= greatest(${from}::timestamptz, cp.since) and e.starts_at < ${moment}::timestamptz`
}

function judged(promise: Pledge, { held, attended }: { held: number; attended: number }) {
  return { due: dueOf(promise, held), state: stateOf(promise, held, attended) }
}

const nobody = '00000000-0000-0000-0000-000000000000'
