/** Follow-ups in the tests: a session that was held a while ago, and what came of asking. */
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { livingCalendar, sessionStart } from './events.ts'
import type { Name } from './people.ts'
import { askWhatCame, closeEvent, markAttendance, type EventPlan } from '#server/events/index.ts'

/** A session that was held, with these people there. */
export async function held(
  db: Kysely<DB>,
  present: readonly Name[] = ['nomsa', 'amina'],
  plan: Partial<EventPlan> = {},
) {
  const world = await livingCalendar(db)
  await db.updateTable('community').set({ mail_on: true }).execute()
  const id = await world.plan(plan)
  await markAttendance(world.after('nomsa'), { id, present: present.map((name) => world.member[name]) })
  await closeEvent(world.after('nomsa'), { id })
  /** Somebody, so many days after the session. */
  const later = (name: Name | null, days: number) => {
    const ctx = world.ctx(name, { at: sessionStart.add({ hours: 24 * days + 3 }) })
    return { ...ctx, community: { ...ctx.community!, mailOn: true } }
  }
  const ask = (days: number) => askWhatCame(later(null, days))
  return { ...world, id, later, ask }
}

/** What was asked of an address, oldest first. */
export const followUpsTo = (db: Kysely<DB>, address: string) =>
  db
    .selectFrom('mail')
    .selectAll()
    .where('to_address', '=', address)
    .where('kind', '=', 'event-follow-up')
    .orderBy('id')
    .execute()

/** The secret in the newest of them. */
export async function secretOf(db: Kysely<DB>, address: string): Promise<string> {
  const letters = await followUpsTo(db, address)
  return /\/in\/loop-back\/([\w-]+)/.exec(letters.at(-1)!.text)![1]!
}

/** What is known of what was told. */
export const loopBackFacts = (db: Kysely<DB>) =>
  db
    .selectFrom('fact')
    .select(['kind', 'member_id', 'payload'])
    .where('kind', 'like', 'loop-back.%')
    .orderBy('id')
    .execute()
