/** The sheet on which a facilitator marks who was there. */
import { sql } from 'kysely'
import { z } from 'zod'
import { takesPart } from '../communities/index.ts'
import { line, optional } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { holdEvent } from '../permissions/events.ts'
import { query } from '../verb.ts'
import { eventFor } from './access.ts'
import { countedNow } from './coming.ts'
import { checkInCode } from './check-in/code.ts'
import type { Given } from './answer.ts'

interface Line {
  id: string
  name: string
  organisation: string | null
  answer: Given | null
  present: boolean
  minutes: number | null
}

/** Names found for somebody who just came along. */
const found = 20

export const attendanceSheet = query(
  'events.attendance-sheet',
  {
    input: z.object({ id: z.string('required').max(60), search: optional(line(100)) }),
    does: 'Who said that they come and who was marked, by name; with `search` also other members of that name or organisation.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id, countedNow)
    allow(ctx, holdEvent, event)
    const like = input.search ? `%${input.search.replace(/[\\%_]/g, '\\$&')}%` : null
    const { rows } = await sql<Line & { expected: boolean }>`
      with expected as (
        select member_id from rsvp where community_id = ${event.community_id} and event_id = ${event.id} and answer in ('yes', 'maybe')
         union select member_id from attendance where community_id = ${event.community_id} and event_id = ${event.id}
         union select ${event.facilitator_id}::uuid where ${event.facilitator_id}::uuid is not null
      ), searched as (
        select m.id as member_id from member m join person p on p.id = m.person_id
         where ${like}::text is not null and m.community_id = ${event.community_id} and m.state = any(${takesPart})
           and (p.name ilike ${like} or m.organisation ilike ${like}) and m.id not in (select member_id from expected)
         order by p.name limit ${found}
      )
      select m.id, p.name, m.organisation, r.answer, a.member_id is not null as present, a.minutes, x.expected
        from (select member_id, true as expected from expected union all select member_id, false from searched) as x
        join member m on m.community_id = ${event.community_id} and m.id = x.member_id
        join person p on p.id = m.person_id
        left join rsvp r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
        left join attendance a on a.community_id = m.community_id and a.event_id = ${event.id} and a.member_id = m.id
       order by p.name, m.id`.execute(ctx.db)
    const { rows: guests } = await sql<Line>`
      select g.id, g.name, g.organisation, g.answer, a.guest_id is not null as present, a.minutes
        from guest g
        left join guest_attendance a on a.community_id = g.community_id and a.event_id = g.event_id and a.guest_id = g.id
       where g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.name is not null
         and (g.answer in ('yes', 'maybe') or a.guest_id is not null)
       order by g.name, g.id`.execute(ctx.db)
    const lines = rows.map(({ expected, ...row }) => ({ row, expected }))
    return {
      id: event.id,
      title: event.title,
      starts_at: event.starts_at.toString(),
      ends_at: event.ends_at.toString(),
      zone: event.zone,
      minutes: event.minutes,
      state: event.state as 'planned' | 'held' | 'cancelled',
      coming: event.coming,
      lines: lines.filter(({ expected }) => expected).map(({ row }) => row),
      found: lines.filter(({ expected }) => !expected).map(({ row }) => row),
      guests,
      /** What is shown or read out for whoever checks in; until the meeting is over. */
      code:
        event.is_live && event.state !== 'cancelled' && ctx.now.epochMilliseconds <= event.ends_at.epochMilliseconds
          ? checkInCode(ctx, event.id)
          : null,
      search: input.search ?? null,
      may: {
        mark:
          event.state !== 'cancelled' &&
          event.starts_at.subtract({ minutes: 15 }).epochMilliseconds <= ctx.now.epochMilliseconds,
        close: event.state === 'planned' && event.starts_at.epochMilliseconds <= ctx.now.epochMilliseconds,
      },
    }
  },
)
