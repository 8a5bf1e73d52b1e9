/** A meeting that is on, for whoever wants to press on it. */
import { openHouse } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import type { Ctx } from '#server/ctx.ts'
import { findRoom, joinByCode, openPoll, openRoom, polls, preparePoll, startMeeting } from '#server/events/index.ts'
import { migrate, openDatabase, startEmbedded } from '#server/foundations/db/index.ts'
import type { Crowd } from './crowd.ts'
import { fill } from './large.ts'

export type Meeting = Omit<Crowd, 'url' | 'seconds'>

/** A community with a meeting that runs now, everybody in its room, and one poll that is asked. */
export async function prepareMeeting(
  folder: string,
  people: number,
  results: 'after-close' | 'live',
): Promise<Meeting> {
  const config = readConfig({ COPSE_DATA: folder })
  const embedded = await startEmbedded(config.dataFolder)
  try {
    await migrate({ config, databaseUrl: embedded.url, say: () => {} })
    const house = await openHouse(config, embedded.url, { jobs: false })
    const now = Temporal.Now.instant()
    const { event } = await fill(house.db, { members: 100, events: 20, facts: 100 }, now)
    await house.db
      .updateTable('event')
      .set({ starts_at: now.subtract({ minutes: 5 }), ends_at: now.add({ hours: 2 }) })
      .where('id', '=', event.id)
      .execute()
    const steward = await stewardOf(house.ctx(now))
    const { code } = await openRoom(steward, { id: event.id, door: 'anyone' })
    await startMeeting(steward, { id: event.id })
    const { poll } = await preparePoll(steward, {
      id: event.id,
      kind: 'single',
      question: 'Would you report the gain to your funder?',
      options: [
        'Yes, and state the bounds',
        'Only for learners who stayed',
        'No, not this year',
        'I need to hear more',
      ],
      results,
    })
    await openPoll(steward, { id: event.id, poll })
    const found = await findRoom({ ...house.ctx(now) }, { code, address: null })
    const tokens: string[] = []
    for (let i = 0; i < people; i++) tokens.push((await joinByCode(house.ctx(now), found, {})).token)
    const [asked] = (await polls(steward, { id: event.id })).polls
    await house.close()
    const room = `/${steward.community!.slug}/events/${event.id}/live`
    return { room, tokens, poll, options: asked!.options.map(({ id }) => id) }
  } finally {
    await embedded.stop()
  }
}

async function stewardOf(ctx: Ctx): Promise<Ctx> {
  const row = await ctx.db.selectFrom('community').selectAll().executeTakeFirstOrThrow()
  const person = await ctx.db.selectFrom('person').select(['id', 'name', 'email']).executeTakeFirstOrThrow()
  return {
    ...ctx,
    community: { ...row, startsOn: row.starts_on, mailOn: row.mail_on },
    actor: { ...person, locale: 'en', zone: 'UTC', isAdministrator: true, via: 'system' },
  }
}

/** Votes that the database of that folder holds. */
export async function votesKept(folder: string, poll: string): Promise<number> {
  const embedded = await startEmbedded(readConfig({ COPSE_DATA: folder }).dataFolder)
  const db = openDatabase(embedded.url)
  try {
    const { n } = await db
      .selectFrom('poll_vote')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('poll_id', '=', poll)
      .executeTakeFirstOrThrow()
    return n
  } finally {
    await db.destroy()
    await embedded.stop()
  }
}
