import { sql, type Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '#server/database.gen.ts'
import { transaction } from '#server/ctx.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { emailOf } from '#tests/support/people.ts'
import { newestFact } from '#tests/support/reacting.ts'
import {
  answerAsGuest,
  answerPulse,
  askAsGuest,
  chooseMail,
  joinAsGuest,
  markAttendance,
  openPulseInRoom,
  openRoom,
  startMeeting,
  wrapUp,
} from '../index.ts'
import { mailRecord } from '../record/index.ts'
import {
  answerPulseByMail,
  askPulse,
  closePulses,
  keepAnswer,
  mailPulse,
  mailPulseOf,
  openPulse,
  pulsePage,
  remindOfPulse,
} from './index.ts'

const lettersTo = async (db: Kysely<DB>, address: string) =>
  db
    .selectFrom('mail')
    .selectAll()
    .where('to_address', '=', address)
    .where('kind', '=', 'event-pulse')
    .orderBy('id')
    .execute()
const secretIn = (text: string) => /\/in\/pulse\/([\w-]+)/.exec(text)![1]!

/** A session whose pulse these people were asked by mail, as somebody a few hours after it. */
async function asked(db: Kysely<DB>) {
  const world = await livingCalendar(db)
  const id = await world.plan()
  const present = (['amina', 'kagiso', 'sipho'] as const).map((name) => world.member[name])
  await markAttendance(world.after('nomsa'), { id, present })
  const event = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await transaction(world.after('nomsa'), (ctx) => openPulse(ctx, event))
  await askPulse(world.after('nomsa'), { id })
  const nobody = (hours: number) => ({ ...world.after(null), now: world.after(null).now.add({ hours }) })
  await mailPulse(nobody(0), await newestFact({ db }, 'pulse.asked'))
  return { ...world, id, nobody }
}

test('a day later those who were asked and have not answered are reminded once; both links answer, once', async ({
  db,
}) => {
  const { id, nobody, member, ctx } = await asked(db)
  await transaction(nobody(1), (ctx) => keepAnswer(ctx, id, { member_id: member.kagiso }, { useful: '4' }))
  await chooseMail.run(ctx('sipho'), { questions: 'false' })
  expect(await remindOfPulse(nobody(12), id)).toBe(0)
  expect(await remindOfPulse(nobody(24), id)).toBe(1)
  expect(await remindOfPulse(nobody(25), id)).toBe(0)
  expect(await mailPulseOf(nobody(26), id)).toBe(0)
  const [first, again] = await lettersTo(db, emailOf('amina'))
  expect(again!.subject).toBe('One more time: how was “Reading gains when learners move”?')
  expect(again!.headers).toHaveProperty('List-Unsubscribe')
  for (const name of ['kagiso', 'sipho'] as const) expect(await lettersTo(db, emailOf(name))).toHaveLength(1)

  const stranger = { ...nobody(27), community: null }
  const [old, fresh] = [secretIn(first!.text), secretIn(again!.text)]
  expect(old).not.toBe(fresh)
  for (const secret of [old, fresh]) expect((await pulsePage(stranger, secret)).state).toBe('open')
  await answerPulseByMail(stranger, old, { said: { useful: '5' } })
  await expect(answerPulseByMail(stranger, fresh, { said: { useful: '5' } })).rejects.toMatchObject({
    code: 'pulse.answered',
  })
})

test('whoever left is not reminded, and nobody is once the pulse is over', async ({ db }) => {
  const { id, nobody } = await asked(db)
  await db.updateTable('member').set({ state: 'left' }).where('name', 'like', 'Amina%').execute()
  expect(await remindOfPulse(nobody(90), id)).toBe(0)
  expect(await remindOfPulse(nobody(24), id)).toBe(2)
  await closePulses({ ...nobody(90), community: null })
  expect(await remindOfPulse(nobody(24), id)).toBe(0)
})

test('the job that reminds waits for a day from the letters', async ({ db }) => {
  const { id, nobody } = await asked(db)
  const { rows } = await sql<{ run_at: Temporal.Instant }>`
    select run_at from graphile_worker.jobs where key = ${`pulse-reminder:${id}`}`.execute(db)
  expect(rows[0]!.run_at.since(nobody(0).now).total('hours')).toBeGreaterThanOrEqual(24)
})

test('a guest who came to the room by their own link answers once, there or by mail; the record’s letter asks them, too', async ({
  db,
}) => {
  const { ctx, during, after, plan } = await livingCalendar(db)
  const id = await plan({ public: true, guests: true })
  const visit = { address: '203.0.113.7', userAgent: null, cookie: null }
  const register = async (name: string) => {
    const email = `${name.toLowerCase()}@example.net`
    await askAsGuest(ctx(null), visit, { id, name, email, consent: 'on' })
    const mail = await db.selectFrom('mail').select('text').where('to_address', '=', email).executeTakeFirstOrThrow()
    const token = /\/guest\/([\w-]+)/.exec(mail.text)![1]!
    await answerAsGuest(ctx(null), { token, answer: 'yes' })
    return { email, token }
  }
  const [tendai, lindiwe] = [await register('Tendai'), await register('Lindiwe')]
  await openRoom(during('sipho'), { id, door: 'members' })
  await startMeeting(during('sipho'), { id })
  await openPulseInRoom(during('sipho'), { id })
  const { token } = await joinAsGuest(during(null), { token: tendai.token })
  await answerPulse.run(during(null), { id, token, said: { useful: '4' } })
  const guests = (await db.selectFrom('guest').select('id').execute()).map(({ id }) => id)
  await markAttendance(after('sipho'), { id, present: [], guests })
  await wrapUp.run(after('sipho'), { id, summary: 'We met.', publish: 'on', mail: 'on', pulse: 'on' })
  const nobody = after(null)
  await mailRecord(nobody, await newestFact({ db }, 'record.published'))
  await mailPulseOf(nobody, id)
  const texts = async (email: string) =>
    (
      await db
        .selectFrom('mail')
        .select('text')
        .where('to_address', '=', email)
        .where('kind', '=', 'record-published')
        .execute()
    ).map(({ text }) => text)
  expect((await texts(tendai.email)).join()).not.toContain('/in/pulse/')
  const [told] = await texts(lindiwe.email)
  expect(await lettersTo(db, lindiwe.email)).toEqual([])
  const stranger = { ...nobody, community: null }
  await answerPulseByMail(stranger, secretIn(told!), { said: { useful: '5' } })
  const room = await joinAsGuest(during(null), { token: lindiwe.token })
  await expect(answerPulse.run(during(null), { id, token: room.token, said: { useful: '1' } })).rejects.toMatchObject({
    code: 'pulse.answered',
  })
})
