/** Taking a report in: once, whatever happens, and never against what a person marked. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, personOf, type Ctx } from '../../ctx.ts'
import { Invalid, type Issue } from '../../errors.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { id } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventToChange, type EventRow } from '../access.ts'
import { attend, mustHaveOpened } from '../attendance.ts'
import { attendAsGuests } from '../guest-attendance.ts'
import { remember, type Decision } from './decisions.ts'
import { lookAt, type Looked } from './look.ts'
import type { Known } from './match.ts'
import { plain } from './names.ts'
import { minutesOf, together, type Attendee } from './people.ts'
import { decisions, reportText, threshold } from './read-attendance-report.ts'
import { keepThreshold, thresholdOf } from './threshold.ts'

type Decided = z.output<typeof decisions>

export const importAttendance = verb(
  'events.import-attendance',
  {
    input: z.object({ id, text: reportText, threshold, decide: decisions }),
    does: 'Marks who was there by the attendance report of a video meeting. `decide` says of doubtful lines (`p0`, `p1` … in the order of the report) who they are: a member’s id, `nobody`, `later`, or a name under `other`. The same report twice changes nothing; marks by hand stay.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustHaveOpened(ctx, event)
    const looked = await lookAt(ctx, event, input.text)
    const enough = input.threshold ?? (await thresholdOf(ctx, event))
    const settled = settle(looked, input.decide)
    const report = await keepReport(ctx, event, looked, enough)
    await keepPresence(ctx, event, report, settled)
    await remember(ctx, settled.decided)
    if (input.threshold !== undefined) await keepThreshold(ctx, event, input.threshold)
    const there = (await presentIn(ctx, event)).filter(({ minutes }) => minutes >= enough)
    const taken = await takenBackByHand(ctx, event)
    const present = there.filter(({ id }) => !taken.has(id))
    const added = [
      ...(await attend(
        ctx,
        event,
        present.flatMap(({ id, is, minutes }) => (is === 'member' ? { member: id, minutes } : [])),
        'report',
      )),
      ...(await attendAsGuests(
        ctx,
        event,
        present.flatMap(({ id, is, minutes }) => (is === 'guest' ? { guest: id, minutes } : [])),
        'report',
      )),
    ]
    await record(ctx, 'event.attendance-imported', {
      subject: event.id,
      member: null,
      payload: {
        product: looked.report.product,
        people: looked.lines.length,
        marked: present.length,
        added: added.length,
      },
    })
    return {
      added: added.length,
      present: present.length,
      short: settled.people.size - there.length,
      open: settled.open,
    }
  },
)

interface Settled {
  /** What the report says of each member and guest. */
  people: Map<Known, Attendee[]>
  /** Decided by a person just now: to be remembered. */
  decided: (readonly [Attendee, Decision])[]
  open: number
}

/** Who each line is: as recognised, unless a person said otherwise. Throws Invalid for names that are not one person's. */
function settle({ lines, known }: Looked, decide: Decided): Settled {
  const ids = new Map(known.map((person) => [person.id, person]))
  const named = Map.groupBy(known, ({ name }) => plain(name))
  const settled: Settled = { people: new Map(), decided: [], open: 0 }
  const issues: Issue[] = []
  for (const [i, { attendee, match }] of lines.entries()) {
    const { who = '', other = '' } = decide[`p${i}`] ?? {}
    const path = ['decide', `p${i}`, 'other']
    const called = other === '' ? null : (named.get(plain(other)) ?? [])
    const chosen = called ? called[0] : who === '' ? match.who : ids.get(who)
    if (called && called.length !== 1) {
      issues.push({
        path,
        code: called.length ? 'attendance.several-called' : 'attendance.nobody-called',
        params: { name: other },
      })
    } else if (chosen) {
      settled.people.set(chosen, [...(settled.people.get(chosen) ?? []), attendee])
      // Guests are guests of one event: of them there is nothing to remember.
      if (chosen.is === 'member' && (chosen !== match.who || match.how === 'decided'))
        settled.decided.push([attendee, chosen.id])
    } else if (who === 'nobody') settled.decided.push([attendee, null])
    else if (who === 'later' || who === '') settled.open += match.how === 'nobody' ? 0 : 1
    else issues.push({ path, code: 'events.member' })
  }
  if (issues.length > 0) throw new Invalid('input', {}, issues)
  return settled
}

/** The report's id; of one that was taken in before, the same one. */
async function keepReport(ctx: Ctx, event: EventRow, looked: Looked, enough: number): Promise<string> {
  const { id } = await ctx.db
    .insertInto('attendance_report')
    .values({
      community_id: event.community_id,
      event_id: event.id,
      id: newId(ctx.now),
      digest: looked.digest,
      product: looked.report.product,
      people: looked.lines.length,
      threshold: enough,
      at: ctx.now,
      imported_by: personOf(ctx).id,
    })
    .onConflict((conflict) =>
      conflict.columns(['community_id', 'event_id', 'digest']).doUpdateSet({ threshold: enough }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What this report says takes the place of what it said when it was taken in before, with other decisions. */
async function keepPresence(ctx: Ctx, event: EventRow, report: string, { people }: Settled): Promise<void> {
  await ctx.db
    .deleteFrom('attendance_presence')
    .where('community_id', '=', event.community_id)
    .where('event_id', '=', event.id)
    .where('report_id', '=', report)
    .execute()
  if (people.size === 0) return
  await ctx.db
    .insertInto('attendance_presence')
    .values(
      [...people].map(([{ id, is }, attendees]) => ({
        community_id: event.community_id,
        event_id: event.id,
        report_id: report,
        member_id: is === 'member' ? id : null,
        guest_id: is === 'guest' ? id : null,
        spans: JSON.stringify(together(attendees.flatMap(({ spans }) => spans))),
        loose: attendees.reduce((sum, { loose }) => sum + loose, 0),
      })),
    )
    .execute()
}

/** Minutes present by all reports of the event together: minutes that two reports tell of count once. */
async function presentIn(ctx: Ctx, event: EventRow): Promise<{ id: string; is: Known['is']; minutes: number }[]> {
  const rows = await ctx.db
    .selectFrom('attendance_presence')
    .select(['member_id', 'guest_id', 'spans', 'loose'])
    .where('community_id', '=', event.community_id)
    .where('event_id', '=', event.id)
    .execute()
  return [...Map.groupBy(rows, ({ member_id, guest_id }) => member_id ?? guest_id!)].map(([id, theirs]) => ({
    id,
    is: theirs[0]!.member_id ? ('member' as const) : ('guest' as const),
    minutes: minutesOf({
      spans: together(theirs.flatMap(({ spans }) => spans as [number, number][])),
      // Reports without times cannot be laid over one another: the longest of them is what is certain.
      loose: Math.max(...theirs.map(({ loose }) => loose)),
    }),
  }))
}

/** Whose mark a person took back after it was set: no report brings it again. */
async function takenBackByHand(ctx: Ctx, event: EventRow): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select distinct on (coalesce(member_id::text, payload ->> 'guest'))
             coalesce(member_id::text, payload ->> 'guest') as id, kind, payload from fact
       where community_id = ${communityOf(ctx).id} and subject_id = ${event.id}
         and kind in ('event.attended', 'event.guest-attended', 'event.attendance-corrected')
       order by coalesce(member_id::text, payload ->> 'guest'), fact.id desc) as last
     where kind = 'event.attendance-corrected' and not payload ? 'report'`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}
