/** A report looked at before anything is written: whom it names, and what would be marked. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { takesPart } from '../../communities/index.ts'
import type { Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'
import { decisionsFor } from './decisions.ts'
import { matcher, type Known, type Match } from './match.ts'
import { minutesOf, type Attendee } from './people.ts'
import { readReport, type Report } from './read.ts'

export interface Looked {
  report: Report
  digest: string
  /** The same text was taken in before. */
  before: boolean
  known: Known[]
  lines: { attendee: Attendee; minutes: number; match: Match }[]
}

/** Reads a report for an event and recognises its people. */
export async function lookAt(ctx: Ctx, event: EventRow, text: string): Promise<Looked> {
  const report = readReport(text, Temporal.PlainDate.from(event.wall_start.slice(0, 10)))
  const digest = createHash('sha256').update(text).digest('hex')
  const [known, decided, before] = await Promise.all([
    knownTo(ctx, event),
    decisionsFor(ctx, report.people),
    ctx.db
      .selectFrom('attendance_report')
      .select('id')
      .where('community_id', '=', event.community_id)
      .where('event_id', '=', event.id)
      .where('digest', '=', digest)
      .executeTakeFirst(),
  ])
  const recognise = matcher(known, decided)
  const lines = report.people.map((attendee) => ({
    attendee,
    minutes: minutesOf(attendee),
    match: recognise(attendee),
  }))
  return { report, digest, before: before !== undefined, known, lines }
}

/** Members who take part, and the guests of the event. */
async function knownTo(ctx: Ctx, event: EventRow): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select 'member' as is, m.id, p.name, m.organisation, p.email,
           coalesce(r.answer in ('yes', 'maybe'), false) or m.id = ${event.facilitator_id}::uuid is true as expected
      from member m
      join person p on p.id = m.person_id
      left join rsvp r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
     where m.community_id = ${event.community_id} and m.state = any(${takesPart})
     union all
    select 'guest', g.id, g.name, g.organisation, g.email, g.answer in ('yes', 'maybe')
      from guest g
     where g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.email is not null and g.answer <> 'asked'`.execute(
    ctx.db,
  )
  return rows
}
