/** What events hold about a person: what they answered, where they were, what they led. */
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { membershipsOf, type PersonalData } from '../foundations/personal-data.ts'
import { reportsData } from './attendance-report/personal-data.ts'
import { liveData } from './live/personal-data.ts'
import { mailData } from './mail-data.ts'
import { recordData } from './record/personal-data.ts'
import { pulseData } from './pulse/personal-data.ts'
import { roomWorkData } from './question-queue/personal-data.ts'
import { callsData } from './calls/personal-data.ts'
import { followUpData } from './follow-up/personal-data.ts'
import { formatsData } from './format-book/personal-data.ts'
import { positionsData } from './positions/personal-data.ts'
import { preBriefData } from './pre-brief/personal-data.ts'
import { promisesData } from './promises/personal-data.ts'
import { sessionsData } from './sessions/personal-data.ts'

/** Capabilities of the room that answer for their own tables. */
const parts: readonly PersonalData[] = [
  recordData,
  reportsData,
  mailData,
  liveData,
  roomWorkData,
  formatsData,
  callsData,
  sessionsData,
  preBriefData,
  pulseData,
  positionsData,
  followUpData,
  promisesData,
]

export const personalData: PersonalData = {
  room: 'events',
  tables: [
    'event',
    'segment',
    'rsvp',
    'attendance',
    'calendar_feed',
    'guest',
    ...parts.flatMap(({ tables }) => tables),
  ],
  tell,
  forget,
}

async function tell(ctx: Ctx, person: string): Promise<Record<string, unknown>> {
  const mine = membershipsOf(ctx, person)
  const answers = await ctx.db
    .selectFrom('rsvp as r')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 'r.community_id').onRef('e.id', '=', 'r.event_id'),
    )
    .select(['e.title', 'e.starts_at', 'r.answer', 'r.mode', 'r.replies', 'r.at'])
    .where('r.member_id', 'in', mine)
    .orderBy('e.starts_at')
    .execute()
  const attended = await ctx.db
    .selectFrom('attendance as a')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 'a.community_id').onRef('e.id', '=', 'a.event_id'),
    )
    .select(['e.title', 'e.starts_at', 'a.minutes', 'a.source', 'a.at'])
    .where('a.member_id', 'in', mine)
    .orderBy('e.starts_at')
    .execute()
  const facilitated = await ctx.db
    .selectFrom('event')
    .select(['title', 'starts_at'])
    .where('facilitator_id', 'in', mine)
    .orderBy('starts_at')
    .execute()
  const led = await ctx.db
    .selectFrom('segment as s')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 's.community_id').onRef('e.id', '=', 's.event_id'),
    )
    .select(['e.title as event', 'e.starts_at', 's.title'])
    .where('s.leader_id', 'in', mine)
    .execute()
  const feeds = await ctx.db
    .selectFrom('calendar_feed')
    .select(['community_id', 'created_at'])
    .where('member_id', 'in', mine)
    .execute()
  const guest = await ctx.db
    .selectFrom('guest as g')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 'g.community_id').onRef('e.id', '=', 'g.event_id'),
    )
    .select(['e.title', 'e.starts_at', 'g.name', 'g.email', 'g.organisation', 'g.answer', 'g.mode', 'g.replies'])
    .select(['g.at', 'g.consented_at', 'g.confirmed_at'])
    .where(isAddressOf(person))
    .orderBy('e.starts_at')
    .execute()
  const told = await Promise.all(parts.map((part) => part.tell(ctx, person)))
  return Object.assign({ guest, answers, attended, facilitated, led, feeds }, ...told)
}

/** Their chair is free again where it still matters; that somebody was there stays counted. */
async function forget(ctx: Ctx, person: string): Promise<void> {
  for (const part of parts) await part.forget(ctx, person)
  const mine = membershipsOf(ctx, person)
  await sql`delete from rsvp r using event e
    where e.community_id = r.community_id and e.id = r.event_id and e.starts_at > ${ctx.now}
      and r.member_id in (select id from member where person_id = ${person}::uuid)`.execute(ctx.db)
  await ctx.db.updateTable('rsvp').set({ replies: '{}' }).where('member_id', 'in', mine).execute()
  await sql`delete from guest g using event e
    where e.community_id = g.community_id and e.id = g.event_id and e.starts_at > ${ctx.now} and ${isAddressOf(person)}`.execute(
    ctx.db,
  )
  await ctx.db
    .updateTable('guest as g')
    .set({ name: null, email: null, organisation: null, replies: '{}', erased_at: ctx.now })
    .where(isAddressOf(person))
    .execute()
  await ctx.db.updateTable('guest').set({ answered_by: null }).where('answered_by', '=', person).execute()
  await ctx.db.updateTable('rsvp').set({ answered_by: null }).where('answered_by', '=', person).execute()
  await ctx.db.updateTable('attendance').set({ marked_by: null }).where('marked_by', '=', person).execute()
  await ctx.db.deleteFrom('calendar_feed').where('member_id', 'in', mine).execute()
  await ctx.db.updateTable('event').set({ facilitator_id: null }).where('facilitator_id', 'in', mine).execute()
  await ctx.db.updateTable('segment').set({ leader_id: null }).where('leader_id', 'in', mine).execute()
}

/** As whom somebody came who had no account yet: the address is all that tells that it was them. */
function isAddressOf(person: string) {
  return sql<boolean>`lower(g.email) = (select lower(email) from person where id = ${person}::uuid)`
}
