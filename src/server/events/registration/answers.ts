/** The list of answers for whoever holds the event: who comes, who waits, who has said nothing. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import { id, line, oneOf, optional, whole } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { steward } from '../../permissions/communities.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query } from '../../verb.ts'
import { eventFor, type EventRow } from '../access.ts'
import { countedNow } from '../coming.ts'
import type { Given, Way } from '../answer.ts'
import { placesLeft } from './places.ts'
import { questionsIn, type Replies } from './questions.ts'

export const answerGroups = ['coming', 'waiting', 'maybe', 'no', 'silent', 'guests'] as const
export type AnswerGroup = (typeof answerGroups)[number]

export interface AnswerLine {
  kind: 'member' | 'guest'
  id: string
  name: string
  organisation: string | null
  /** Of a guest, whom nobody else can find. */
  email: string | null
  answer: Given | 'asked' | null
  mode: Way | null
  at: Temporal.Instant | null
  /** Who answered for them, if they did not themselves. */
  by: string | null
  offer_until: Temporal.Instant | null
  /** A guest who was invited to become a member. */
  invited: boolean
  replies: Replies
}

/** Lines of one page. */
const page = 100

export const answersOf = query(
  'events.answers',
  {
    input: z.object({
      id,
      show: optional(oneOf(answerGroups)),
      search: optional(line(100)),
      /** From which line the list goes on. */
      from: optional(whole(0, 1_000_000)),
    }),
    does: 'Who comes, waits, may come, cannot come or has said nothing, with what they replied to the event’s questions.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id, countedNow)
    allow(ctx, holdEvent, event)
    const show = input.search ? null : (input.show ?? 'coming')
    const from = input.from ?? 0
    const [counts, lines] = [
      await countsOf(ctx, event),
      await linesOf(ctx, event, { show, search: input.search ?? null, limit: page + 1, from }),
    ]
    const both = event.place === 'hybrid'
    return {
      event: {
        id: event.id,
        title: event.title,
        starts_at: event.starts_at.toString(),
        ends_at: event.ends_at.toString(),
        zone: event.zone,
        place: event.place,
        takes_guests: event.takes_guests,
        capacity: event.capacity,
        online_capacity: event.online_capacity,
        coming: event.coming,
        coming_online: event.coming_online,
        offered: event.offered,
        left: placesLeft(event, both ? 'room' : null),
        left_online: both ? placesLeft(event, 'online') : null,
        questions: questionsIn(event.questions, ctx.locale),
      },
      show,
      search: input.search ?? null,
      counts,
      lines: lines.slice(0, page).map((line) => ({
        ...line,
        at: line.at?.toString() ?? null,
        offer_until: line.offer_until?.toString() ?? null,
      })),
      next: lines.length > page ? from + page : null,
      may: {
        answer: event.state === 'planned' && event.starts_at.epochMilliseconds > ctx.now.epochMilliseconds,
        invite: can(ctx, steward, undefined),
      },
    }
  },
)

/** The lines of a group, or those of a name; `null` for all. */
export async function linesOf(
  ctx: Ctx,
  event: EventRow,
  asked: { show: AnswerGroup | null; search: string | null; limit: number; from: number },
): Promise<AnswerLine[]> {
  const like = asked.search ? `%${asked.search.replace(/[\\%_]/g, '\\$&')}%` : null
  const order = asked.show === 'waiting' ? sql`q.answer <> 'offered', q.waiting_since, q.id` : sql`lower(q.name), q.id`
  const { rows } = await sql<AnswerLine>`
    select kind, id, name, organisation, email, answer, mode, at, by, offer_until, invited, replies from (${everybody(event)}) as q
     where ${inGroup(asked.show)} and (${like}::text is null or q.name ilike ${like} or q.organisation ilike ${like})
     order by ${order} limit ${asked.limit} offset ${asked.from}`.execute(ctx.db)
  return rows
}

async function countsOf(ctx: Ctx, event: EventRow): Promise<Record<AnswerGroup, number>> {
  const each = answerGroups.map((group) => sql`(count(*) filter (where ${inGroup(group)}))::int as ${sql.ref(group)}`)
  const { rows } = await sql<
    Record<AnswerGroup, number>
  >`select ${sql.join(each)} from (${everybody(event)}) as q`.execute(ctx.db)
  return rows[0]!
}

function inGroup(group: AnswerGroup | null): RawBuilder<unknown> {
  if (group === null) return sql`true`
  if (group === 'coming') return sql`q.answer = 'yes'`
  if (group === 'waiting') return sql`q.answer in ('waiting', 'offered')`
  if (group === 'silent') return sql`(q.answer is null or q.answer = 'asked')`
  if (group === 'guests') return sql`q.kind = 'guest'`
  return sql`q.answer = ${group}`
}

/** Everybody who has said something, every member who may come, and the guests. */
function everybody(event: EventRow): RawBuilder<unknown> {
  return sql`
    select 'member' as kind, m.id, m.name, m.organisation, null as email, r.answer, r.mode, r.at, r.waiting_since, r.offer_until,
           case when r.answered_by <> m.person_id then b.name end as by, false as invited, coalesce(r.replies, '{}') as replies
      from member m
      left join rsvp r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
      left join person b on b.id = r.answered_by
     where m.community_id = ${event.community_id} and (r.answer is not null or (m.state = any(${takesPart})
       and (${event.circle_id}::uuid is null or exists (select from circle_place cp
             where cp.community_id = m.community_id and cp.circle_id = ${event.circle_id}::uuid and cp.member_id = m.id))))
     union all
    select 'guest', g.id, g.name, g.organisation, g.email, g.answer, g.mode, g.at, g.waiting_since, g.offer_until, b.name, g.invited_at is not null, g.replies
      from guest g left join person b on b.id = g.answered_by
     where g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.erased_at is null`
}
