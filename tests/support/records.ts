/** A session that was held, for the tests of what it leaves. */
import { livingCalendar } from './events.ts'
import { markAttendance } from '#server/events/index.ts'

export async function held(db: Parameters<typeof livingCalendar>[0], wanted: object = {}) {
  const living = await livingCalendar(db)
  const id = await living.plan(wanted)
  const { after, member } = living
  await markAttendance(after('nomsa'), { id, present: [member.nomsa, member.amina] })
  return { ...living, id }
}
