/** The reports that were taken in, and taking one back: a report of another meeting, for instance. */
import { sql } from 'kysely'
import { z } from 'zod'
import { NotFound } from '../../errors.ts'
import { id } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query, verb } from '../../verb.ts'
import { eventFor, eventToChange } from '../access.ts'
import { takeBack } from '../attendance.ts'
import { takeGuestsBack } from '../guest-attendance.ts'
import { thresholdOf } from './threshold.ts'
import type { Product } from './read.ts'

export const attendanceReports = query(
  'events.attendance-reports',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'The attendance reports that were taken in for an event, latest first, and from how many minutes somebody counts.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    const { rows } = await sql<{
      id: string
      product: Product
      people: number
      found: number
      threshold: number
      at: Temporal.Instant
      by: string | null
    }>`
      select r.id, r.product, r.people, r.threshold, r.at, p.name as by,
             (select count(*)::int from attendance_presence a
               where a.community_id = r.community_id and a.event_id = r.event_id and a.report_id = r.id) as found
        from attendance_report r left join person p on p.id = r.imported_by
       where r.community_id = ${event.community_id} and r.event_id = ${event.id}
       order by r.id desc`.execute(ctx.db)
    return {
      id: event.id,
      title: event.title,
      starts_at: event.starts_at.toString(),
      ends_at: event.ends_at.toString(),
      zone: event.zone,
      minutes: event.minutes,
      threshold: await thresholdOf(ctx, event),
      reports: rows.map((row) => ({ ...row, at: row.at.toString() })),
      may: {
        import:
          event.state !== 'cancelled' &&
          event.starts_at.subtract({ minutes: 15 }).epochMilliseconds <= ctx.now.epochMilliseconds,
      },
    }
  },
)

export const takeReportBack = verb(
  'events.take-report-back',
  {
    input: z.object({ id, report: id }),
    does: 'Takes an attendance report back, with the marks that only it had made.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    const { rows: gone } = await sql<{ member: string | null; guest: string | null }>`
      select p.member_id as member, p.guest_id as guest
        from attendance_presence p
        left join attendance a on a.community_id = p.community_id and a.event_id = p.event_id and a.member_id = p.member_id
        left join guest_attendance g on g.community_id = p.community_id and g.event_id = p.event_id and g.guest_id = p.guest_id
       where p.community_id = ${event.community_id} and p.event_id = ${event.id} and p.report_id = ${input.report}
         and coalesce(a.source, g.source) = 'report'
         and not exists (select from attendance_presence o where o.community_id = p.community_id and o.event_id = p.event_id
                            and (o.member_id = p.member_id or o.guest_id = p.guest_id) and o.report_id <> p.report_id)`.execute(
      ctx.db,
    )
    const { numDeletedRows } = await ctx.db
      .deleteFrom('attendance_report')
      .where('community_id', '=', event.community_id)
      .where('event_id', '=', event.id)
      .where('id', '=', input.report)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new NotFound('attendance.report')
    await takeBack(
      ctx,
      event,
      gone.flatMap(({ member }) => member ?? []),
      input.report,
    )
    await takeGuestsBack(
      ctx,
      event,
      gone.flatMap(({ guest }) => guest ?? []),
      input.report,
    )
    return { removed: gone.length }
  },
)
