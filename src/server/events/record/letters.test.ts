import { expect } from 'vitest'
import { sql, type Kysely } from 'kysely'
import type { DB } from '../../database.gen.ts'
import { eraseMe, myData } from '../../personal-data/index.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import { emailOf } from '#tests/support/people.ts'
import { lettersTo, react } from '#tests/support/reacting.ts'
import { chooseMail, markAttendance, openPoll, preparePoll, rsvp } from '../index.ts'
import {
  actionBehind,
  changeAction,
  finishByLink,
  giveAction,
  keepReview,
  eventReview,
  publishRecord,
  remindOfActions,
  remindOfDocumentation,
  wrapUp,
} from './index.ts'
import { dueFor } from './action-letters.ts'

async function held(db: Kysely<DB>, confidence = 'open') {
  const living = await livingCalendar(db)
  const id = await living.plan()
  await db.updateTable('event').set({ confidence }).where('id', '=', id).execute()
  await rsvp(living.ctx('fatou'), { id, answer: 'yes' })
  await markAttendance(living.after('nomsa'), { id, present: [living.member.nomsa, living.member.amina] })
  return { ...living, id }
}

test('publishing tells those who were there what they took on, and those who missed it what they missed; once', async ({
  db,
}) => {
  const { after, member, id } = await held(db)
  await wrapUp(after('nomsa'), {
    id,
    summary: 'Learners who move lose a term.',
    decisions: [{ text: 'One reading test' }],
    actions: [{ text: 'Send the test', owner: member.amina, due_on: '2026-03-26' }],
    publish: true,
    mail: true,
  })
  for (let i = 0; i < 2; i++) {
    await react(after('nomsa'), 'record.published')
    await react(after('nomsa'), 'action.given')
  }
  const [amina, ...more] = await lettersTo(db, 'amina')
  expect(more).toEqual([])
  expect(amina!.subject).toBe('What we decided: Reading gains when learners move')
  for (const said of ['Learners who move', 'One reading test', 'Send the test', '/in/action/'])
    expect(amina!.text).toContain(said)
  const [fatou, ...others] = await lettersTo(db, 'fatou')
  expect(others).toEqual([])
  expect(fatou!.subject).toContain('Ce que vous avez manqué')
  expect(fatou!.text).toContain('One reading test')
  expect(fatou!.text).not.toContain('/in/action/')
  expect(await lettersTo(db, 'nomsa')).toEqual([])
  expect(await lettersTo(db, 'kagiso')).toEqual([])
})

test('what was missed holds the polls that can still be answered; who was there is asked in the room', async ({
  db,
}) => {
  const { after, id } = await held(db)
  const asked = { id, kind: 'open' as const }
  const { poll } = await preparePoll(after('nomsa'), { ...asked, question: 'What should we meet on next?' })
  await preparePoll(after('nomsa'), { ...asked, question: 'Never asked' })
  await openPoll(after('nomsa'), { id, poll, days: 7 })
  await wrapUp(after('nomsa'), { id, summary: 'We met.', publish: true, mail: true })
  await react(after('nomsa'), 'record.published')
  const [fatou] = await lettersTo(db, 'fatou')
  expect(fatou!.text).toMatch(/What should we meet on next\?\s?:\nhttp:\/\/copse.test\/in\/poll\//)
  expect(fatou!.text).not.toContain('Never asked')
  expect((await lettersTo(db, 'amina'))[0]!.text).not.toContain('/in/poll/')
})

test('of a meeting out of which nothing leaves the mail says nothing but where to read it, and only to those who were there', async ({
  db,
}) => {
  const { after, id } = await held(db, 'nothing-leaves')
  await wrapUp(after('nomsa'), {
    id,
    summary: 'A secret.',
    decisions: [{ text: 'Silence' }],
    publish: true,
    mail: true,
  })
  await react(after('nomsa'), 'record.published')
  const [amina] = await lettersTo(db, 'amina')
  expect(amina!.text).toContain(`/events/${id}/record`)
  expect(amina!.text).not.toMatch(/secret|Silence/)
  expect(await lettersTo(db, 'fatou')).toEqual([])
})

test('who stopped mail about records or actions gets none, and each such mail says how', async ({ db }) => {
  const { after, member, id } = await held(db)
  await giveAction(after('nomsa'), { id, text: 'Ask', owner: member.amina, due_on: '2026-03-20' })
  const wanted = {
    invitations: true,
    reminders: true,
    records: true,
    actions: true,
    briefs: true,
    questions: true,
    discussion: true,
  }
  await chooseMail(after('fatou'), { ...wanted, records: false })
  await wrapUp(after('nomsa'), { id, summary: 'x', publish: true, mail: true })
  await react(after('nomsa'), 'record.published')
  expect(await lettersTo(db, 'fatou')).toEqual([])
  expect((await lettersTo(db, 'amina'))[0]!.text).toContain('/in/stop/records/')
  await chooseMail(after('amina'), { ...wanted, actions: false })
  expect(await remindOfActions({ ...after(null), now: sessionStart.add({ hours: 24 * 8 }) })).toBe(0)
  await chooseMail(after('amina'), wanted)
  expect(await remindOfActions({ ...after(null), now: sessionStart.add({ hours: 24 * 8 }) })).toBe(1)
  expect((await lettersTo(db, 'amina'))[1]!.text).toContain('/in/stop/actions/')
})

test('published without mail, or made stricter meanwhile, nobody is told', async ({ db }) => {
  const { after, id } = await held(db)
  await wrapUp(after('nomsa'), { id, summary: 'x', publish: true })
  await publishRecord(after('nomsa'), { id, mail: true })
  await db.updateTable('event').set({ confidence: 'nothing-leaves' }).where('id', '=', id).execute()
  await react(after('nomsa'), 'record.published')
  expect(await db.selectFrom('mail').select('id').where('kind', '=', 'record-published').execute()).toEqual([])
})

test('the owner is told of what they were given, in one letter; whoever takes something on themselves is not', async ({
  db,
}) => {
  const { after, member, id } = await held(db)
  const due_on = '2026-04-01'
  for (const [text, owner] of [
    ['First', member.amina],
    ['Second', member.amina],
    ['Mine', member.nomsa],
  ] as const)
    await giveAction(after('nomsa'), { id, text, owner, due_on })
  await react(after('nomsa'), 'action.given')
  const letters = await lettersTo(db, 'amina')
  expect(letters).toHaveLength(1)
  expect(letters[0]!.text).toMatch(/First[\s\S]*Second/)
  expect(await lettersTo(db, 'nomsa')).toEqual([])
})

test('done by mail: looking changes nothing, the button does, and a link of a former owner is dead', async ({ db }) => {
  const { ctx, after, member, id } = await held(db)
  const { action } = await giveAction(after('nomsa'), { id, text: 'Ask', owner: member.amina, due_on: '2026-04-01' })
  await react(after('nomsa'), 'action.given')
  const token = /in\/action\/(\S+)/.exec((await lettersTo(db, 'amina'))[0]!.text)![1]!
  const stranger = { ...ctx(null, { in: null }), now: after(null).now }
  expect(await actionBehind(stranger, token)).toMatchObject({ text: 'Ask', state: 'open', slug: 'thuto' })
  expect(await actionBehind(stranger, token)).toMatchObject({ state: 'open' })
  for (const forged of [
    token.slice(0, -1),
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    'x',
    `${'0'.repeat(64)}${token.slice(64)}`,
  ])
    await expect(finishByLink(stranger, forged)).rejects.toMatchObject({ code: 'record.link' })
  await changeAction(after('nomsa'), { action, owner: member.kagiso })
  await expect(finishByLink(stranger, token)).rejects.toMatchObject({ code: 'record.link' })
  await changeAction(after('nomsa'), { action, owner: member.amina })
  await finishByLink(stranger, token)
  await finishByLink(stranger, token)
  expect(await actionBehind(stranger, token)).toMatchObject({ state: 'done' })
  const done = await db.selectFrom('fact').select(['actor_id', 'member_id']).where('kind', '=', 'action.done').execute()
  expect(done).toEqual([{ actor_id: ctx('amina').actor!.id, member_id: member.amina }])
})

test('reminders come a week before, on the day, and weekly once overdue: one mail for everything of a person', async ({
  db,
}) => {
  const { ctx, after, member, id } = await held(db)
  for (const [text, due_on] of [
    ['Early', '2026-04-01'],
    ['Late', '2026-04-03'],
  ] as const)
    await giveAction(after('nomsa'), { id, text, owner: member.amina, due_on })
  const days: string[] = []
  for (let day = Temporal.PlainDate.from('2026-03-13'); day.toString() < '2026-04-20'; day = day.add({ days: 1 })) {
    const at = day.toZonedDateTime({ timeZone: 'UTC', plainTime: '06:15' }).toInstant()
    if ((await remindOfActions({ ...ctx(null), now: at })) > 0) days.push(day.toString())
    await remindOfActions({ ...ctx(null), now: at })
  }
  expect(days).toEqual([
    '2026-03-25',
    '2026-03-27',
    '2026-04-01',
    '2026-04-02',
    '2026-04-03',
    '2026-04-10',
    '2026-04-17',
  ])
  const letters = await lettersTo(db, 'amina')
  expect(letters).toHaveLength(days.length)
  expect(letters.at(-1)!.text).toMatch(/Early[\s\S]*Late/)
})

test('what was given within the week before is not reminded of at once', () => {
  const action = { due_on: '2026-04-05', reminded: null, reminded_on: null, given_on: '2026-04-01' } as const
  expect(dueFor([action], '2026-04-02')).toBe(false)
  expect(dueFor([action], '2026-04-05')).toBe(true)
})

test('the facilitator is reminded of documentation on the day on which it falls due, and no more once it is done', async ({
  db,
}) => {
  const { ctx, after, id } = await held(db)
  const morning = (days: number) => ({ ...ctx(null), now: sessionStart.add({ hours: 24 * days - 5 }) })
  expect(await remindOfDocumentation(morning(1))).toBe(1)
  expect(await remindOfDocumentation(morning(1))).toBe(0)
  expect(await remindOfDocumentation(morning(3))).toBe(0)
  const [letter] = await lettersTo(db, 'nomsa')
  expect(letter).toMatchObject({ kind: 'documentation-reminder' })
  expect(letter!.text).toContain('Mark who was there and close the event')
  await wrapUp(after('nomsa'), { id, publish: true, mail: true })
  expect(await remindOfDocumentation(morning(5))).toBe(0)
})

test('the review is for those who hold the event, and comes back at the next one of its kind', async ({ db }) => {
  const { after, plan, id } = await held(db)
  await expect(keepReview(after('amina'), { id, next: 'x' })).rejects.toMatchObject({ code: 'events.hold' })
  await expect(eventReview(after('amina'), { id })).rejects.toMatchObject({ code: 'events.hold' })
  await expect(keepReview(after('nomsa'), { id, next: '' })).rejects.toMatchObject({
    issues: [{ code: 'record.nothing-typed' }],
  })
  await keepReview(after('nomsa'), { id, intended: 'Compare tests', next: 'Half the slides' })
  const next = await plan({ date: '2026-04-09' })
  expect(await eventReview(after('nomsa'), { id: next })).toMatchObject({
    own: null,
    last: { next: 'Half the slides', event: { id } },
  })
})

test('a person takes their part of it away, and erased they are in no text of a record any more', async ({ db }) => {
  const { after, member, id } = await held(db)
  await giveAction(after('nomsa'), { id, text: 'Call Amina Otieno back', owner: member.amina, due_on: '2026-04-01' })
  await wrapUp(after('nomsa'), {
    id,
    summary: 'Amina Otieno told us.',
    decisions: [{ text: 'Ask again', by_whom: 'Amina Otieno' }],
    publish: true,
  })
  expect(JSON.stringify(await myData({ ...after('amina'), now: after('amina').now }, {}))).toContain(
    'Call Amina Otieno back',
  )
  const recent = { ...after('amina'), now: Temporal.Instant.from('2026-03-05T08:00:00Z') }
  await eraseMe(recent, { confirm: emailOf('amina') })
  for (const table of ['decision', 'action', 'event_record', 'record_version', 'record_section']) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(table)} t`.execute(db)
    expect(rows.map(({ text }) => text).filter((text) => text.includes('Otieno'))).toEqual([])
  }
})
