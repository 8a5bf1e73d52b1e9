import { expect } from 'vitest'
import { hashOf } from '#server/foundations/id.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import { followUpsTo, held } from '#tests/support/follow-up.ts'
import { emailOf } from '#tests/support/people.ts'
import { changeFormat, chooseMail, closeEvent, closing, markAttendance, rsvp, wrapUp } from '../index.ts'
import { askWhatCame, planFollowUp } from './index.ts'

test('those who were there are asked after thirty and after ninety days, once each, and not before or long after', async ({
  db,
}) => {
  const { ask } = await held(db)
  expect(await ask(29)).toBe(0)
  expect(await ask(30)).toBe(2)
  expect(await ask(31)).toBe(0)
  expect(await ask(60)).toBe(0)
  expect(await ask(90)).toBe(2)
  expect(await ask(91)).toBe(0)
  const letters = await followUpsTo(db, emailOf('amina'))
  expect(letters).toHaveLength(2)
  expect(letters[0]!.text).toContain('You were at “Reading gains when learners move” 30 days ago.')
  const secret = /\/in\/loop-back\/([\w-]+)/.exec(letters[0]!.text)![1]!
  expect(letters[0]!.text).toContain(
    `tried, did not work:\nhttp://copse.test/in/loop-back/${secret}/tried-did-not-work`,
  )
  expect((letters[0]!.headers as Record<string, string>)['List-Unsubscribe']).toContain('/in/stop/questions/')
  expect(
    await db.selectFrom('follow_up').select('token_hash').where('token_hash', '=', hashOf(secret)).execute(),
  ).toHaveLength(1)
  expect(await followUpsTo(db, emailOf('kagiso'))).toEqual([])
})

test('late by more than two weeks nobody is asked, nor where mail is off, stopped, or by who has left', async ({
  db,
}) => {
  const { ask, later, ctx, member } = await held(db, ['nomsa', 'amina', 'sipho'])
  expect(await ask(45)).toBe(0)
  await chooseMail(ctx('amina'), {
    invitations: true,
    reminders: true,
    records: true,
    actions: true,
    briefs: true,
    questions: false,
    discussion: true,
  })
  await db.updateTable('member').set({ state: 'left' }).where('id', '=', member.sipho).execute()
  const off = later(null, 30)
  expect(await askWhatCame({ ...off, community: { ...off.community, mailOn: false } })).toBe(0)
  expect(await ask(30)).toBe(1)
  expect(await followUpsTo(db, emailOf('nomsa'))).toHaveLength(1)
})

test('nobody is asked twice in a week: the other event waits', async ({ db }) => {
  const { ask, plan, after, member } = await held(db)
  const other = await plan({ format: 'peer-clinic', title: 'Clinic', date: '2026-03-13' })
  await markAttendance(
    { ...after('nomsa'), now: sessionStart.add({ hours: 30 }) },
    { id: other, present: [member.amina] },
  )
  await closeEvent({ ...after('nomsa'), now: sessionStart.add({ hours: 30 }) }, { id: other })
  expect(await ask(30)).toBe(2)
  expect(await ask(31)).toBe(0)
  expect(await ask(36)).toBe(0)
  expect(await ask(38)).toBe(1)
  expect((await followUpsTo(db, emailOf('amina'))).map(({ subject }) => subject)).toEqual([
    'Did you use something from “Reading gains when learners move”?',
    'Did you use something from “Clinic”?',
  ])
})

test('where the format says so those are asked, too, who missed it and were told of the record', async ({ db }) => {
  const world = await livingCalendar(db)
  await db.updateTable('community').set({ mail_on: true }).execute()
  const id = await world.plan({ format: 'webinar' })
  await rsvp(world.ctx('kagiso'), { id, answer: 'yes' })
  await markAttendance(world.after('nomsa'), { id, present: [world.member.amina] })
  const at30 = world.ctx(null, { at: sessionStart.add({ hours: 24 * 30 + 5 }) })
  const ctx = { ...at30, community: { ...at30.community!, mailOn: true } }
  await wrapUp.run(world.after('nomsa'), { id, summary: 'Bounds.', publish: 'on', mail: 'on' })
  expect(await askWhatCame(ctx)).toBe(2)
  expect((await followUpsTo(db, emailOf('kagiso')))[0]!.text).toContain('You could not come')
})

test('a community changes when its format asks, and leaves one event out', async ({ db }) => {
  const { ask, id, ctx, after } = await held(db)
  await changeFormat.run(ctx('nomsa'), { key: 'monthly-learning-session', loop_back_days: '45, 10, 45' })
  expect((await closing(after('nomsa'), { id })).follow_up).toMatchObject({
    to: 'attended',
    rounds: [
      { days: 10, ask: true, asked: 0 },
      { days: 45, ask: true },
    ],
  })
  await planFollowUp.run(after('nomsa'), { id, days: 10, ask: 'false' })
  expect(await ask(10)).toBe(0)
  await planFollowUp.run(after('nomsa'), { id, days: 10, ask: 'true' })
  expect(await ask(11)).toBe(2)
  await changeFormat.run(ctx('nomsa'), { key: 'monthly-learning-session', loop_back_days: '' })
  expect(await ask(45)).toBe(0)
  await expect(planFollowUp.run(after('kagiso'), { id, days: 30, ask: 'false' })).rejects.toMatchObject({
    code: 'events.hold',
  })
})
