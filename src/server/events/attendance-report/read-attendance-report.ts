/** The dry run: what a report says, and what taking it in would mean. */
import { sql } from 'kysely'
import { z } from 'zod'
import { flag, id, optional, whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventFor } from '../access.ts'
import { mustHaveOpened } from '../attendance.ts'
import { lookAt } from './look.ts'
import type { Known } from './match.ts'
import { thresholdOf } from './threshold.ts'

/** A report of a thousand people is a tenth of this. */
const longest = 2_000_000

export const reportText = z.string('required').min(1, 'attendance.empty').max(longest, 'attendance.too-big')
export const threshold = optional(whole(0, 60_480))

/** Of a doubtful line: a member's id, that it is nobody of us, or that it stays open; typed names are looked up. */
export const decisions = z
  .record(
    z.string().regex(/^p\d{1,4}$/),
    z.object({ who: z.string().max(60).optional(), other: z.string().trim().max(200).optional() }),
  )
  .default({})

export const readAttendanceReport = verb(
  'events.read-attendance-report',
  {
    input: z.object({ id, text: reportText, threshold, decide: decisions, again: flag.optional() }),
    does: 'Reads the attendance report of a video meeting (Zoom, Teams, Google Meet) and says whom it names and for how many minutes each was there. Writes nothing.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustHaveOpened(ctx, event)
    const { report, before, known, lines } = await lookAt(ctx, event, input.text)
    const enough = input.threshold ?? (await thresholdOf(ctx, event))
    const { rows: marked } = await sql<{ id: string; source: string }>`
      select member_id as id, source from attendance where community_id = ${event.community_id} and event_id = ${event.id}
       union all
      select guest_id, source from guest_attendance where community_id = ${event.community_id} and event_id = ${event.id}`.execute(
      ctx.db,
    )
    const sources = new Map(marked.map(({ id, source }) => [id, source]))
    const shown = lines.map(({ attendee, minutes, match }, i) => ({
      key: `p${i}`,
      name: attendee.name,
      email: attendee.email,
      minutes,
      joins: attendee.joins,
      enough: minutes >= enough,
      how: match.how,
      who: match.who && shownAs(match.who),
      proposals: match.proposals.map(shownAs),
      already: match.who ? (sources.get(match.who.id) ?? null) : null,
    }))
    return {
      product: report.product,
      guessed: report.guessed,
      known: before,
      /** The day of the report, where it is not that of the meeting. */
      otherDay: report.day && !daysOf(event).includes(report.day) ? report.day : null,
      threshold: enough,
      people: shown.length,
      lines: shown,
      /** Names to choose from where somebody types one: those who said that they come. */
      names: known
        .filter(({ expected }) => expected)
        .map(({ name }) => name)
        .toSorted()
        .slice(0, 300),
    }
  },
)

/** The days on which the meeting is, and those beside them: a clock elsewhere may say another day. */
function daysOf(event: { wall_start: string; days: number }): string[] {
  const first = Temporal.PlainDate.from(event.wall_start.slice(0, 10)).subtract({ days: 1 })
  return Array.from({ length: event.days + 2 }, (_, i) => first.add({ days: i }).toString())
}

const shownAs = ({ id, is, name, organisation }: Known) => ({ id, is, name, organisation })
