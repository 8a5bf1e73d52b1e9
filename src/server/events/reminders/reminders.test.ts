import type { Kysely } from 'kysely'
import { expect, test as pure } from 'vitest'
import type { DB } from '../../database.gen.ts'
import type { Ctx } from '../../ctx.ts'
import catalogue from '#content/event-formats.json' with { type: 'json' }
import { freshDatabase, test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { now, type Name } from '#tests/support/people.ts'
import { openDatabase } from '../../foundations/db/index.ts'
import {
  chooseMail,
  communitiesToRemind,
  mailInvitations,
  remind,
  rsvp,
  sendInvitations,
  stopByLink,
  stopPage,
} from '../index.ts'
import type { Fact } from '../../facts.ts'
import { dueBy, timingOf, type Standing } from './timing.ts'

const at = (text: string) => Temporal.Instant.from(text)
/** The session of the tests: Thursday 12 March 2026, 13:00 in Johannesburg. */
const start = at('2026-03-12T11:00:00Z')
const before = (hours: number) => start.subtract({ minutes: Math.round(hours * 60) })

async function world(db: Kysely<DB>) {
  const living = await livingCalendar(db)
  await db.updateTable('community').set({ mail_on: true }).execute()
  const as = (name: Name | null, moment = now): Ctx => {
    const ctx = living.ctx(name, { at: moment })
    return {
      ...ctx,
      community: { ...ctx.community!, mailOn: true },
      site: { ...ctx.site, mailIn: { domain: 'in.example.org' } },
    }
  }
  const letters = async (name?: Name) => {
    const rows = await db
      .selectFrom('mail')
      .selectAll()
      .where('kind', 'in', ['event-reminder', 'event-question'])
      .orderBy('created_at')
      .execute()
    return rows.filter(({ to_address }) => !name || to_address === `${name}@example.org`)
  }
  return { ...living, as, letters }
}

pure('every format of the catalogue says when people are reminded', () => {
  for (const format of catalogue.formats) expect(timingOf(format), format.id).toEqual(format.reminders)
  expect(timingOf({ reminders: { hours: 'soon' } })).toEqual({ hours: [168, 24, 1], question: 96 })
})

pure('a reminder is due once at its time, not to whoever has only just answered, and not long after', () => {
  const standing: Standing = {
    startsAt: start,
    timing: { hours: [168, 24, 1], question: 96 },
    comes: true,
    since: before(400),
    reminded: [],
  }
  const dueAt = (hours: number, more: Partial<Standing> = {}) =>
    dueBy(before(hours), before(hours), { ...standing, ...more })?.hours ?? null
  expect([170, 168, 160, 150, 25, 24, 13, 11, 1, 0.6, 0].map((hours) => dueAt(hours))).toEqual([
    null,
    168,
    168,
    null,
    null,
    24,
    24,
    null,
    1,
    1,
    null,
  ])
  expect(dueAt(24, { reminded: [{ kind: 'reminder', hours: 24 }] })).toBeNull()
  expect(dueAt(24, { reminded: [{ kind: 'reminder', hours: 168 }] })).toBe(24)
  expect(dueAt(24, { reminded: [{ kind: 'question', hours: 1 }] })).toBe(24)
  expect(dueAt(20, { since: before(22) })).toBeNull()
  expect(dueAt(96, { comes: false })).toBe(96)
  expect(dueAt(24, { comes: false })).toBeNull()
})

test('a week, a day and an hour before, whoever comes is reminded once, by their clock and with the way in', async ({
  db,
}) => {
  const { as, plan, letters } = await world(db)
  const id = await plan()
  await rsvp(as('amina', before(200)), { id, answer: 'yes' })
  await rsvp(as('fatou', before(200)), { id, answer: 'maybe' })
  await rsvp(as('kagiso', before(200)), { id, answer: 'no' })
  for (let hours = 170; hours > 0; hours -= 0.5) {
    await remind(as(null, before(hours)))
    await remind(as(null, before(hours)))
  }
  expect((await letters('amina')).map(({ subject, created_at }) => [subject, created_at.toString()])).toEqual([
    ['In 7 days: Reading gains when learners move', before(168).toString()],
    ['Tomorrow: Reading gains when learners move', before(24).toString()],
    ['In an hour: Reading gains when learners move', before(1).toString()],
  ])
  const [first] = await letters('amina')
  expect(first!.text).toContain('14:00–15:30 your time (Nairobi) · 13:00–14:30 organiser (Johannesburg)')
  expect(first!.text).toContain('To join: https://meet.example.org/thuto')
  expect(first!.html).toContain('Stop these mails')
  expect(first!.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
  expect((await letters('fatou')).map(({ subject }) => subject)[1]).toBe(
    'Demain\u00a0: Reading gains when learners move',
  )
  expect(await letters('kagiso')).toEqual([])
})

test('several events of one day are in one mail, and there is one such mail a day', async ({ db }) => {
  const { as, plan, letters } = await world(db)
  const morning = await plan({ title: 'Clinic', time: '09:00' })
  const noon = await plan()
  const evening = await plan({ title: 'Tools', time: '18:00' })
  for (const id of [morning, noon, evening]) await rsvp(as('amina', before(200)), { id, answer: 'yes' })
  for (let hours = 170; hours > -6; hours -= 0.5) await remind(as(null, before(hours)))
  const sent = await letters('amina')
  expect(sent.map(({ subject }) => subject)).toEqual([
    '3 events of Thuto M&E ahead',
    '3 events of Thuto M&E ahead',
    '3 events of Thuto M&E ahead',
  ])
  const text = sent[2]!.text
  expect(text.indexOf('Clinic')).toBeLessThan(text.indexOf('Reading gains'))
  expect(text.indexOf('Reading gains')).toBeLessThan(text.indexOf('Tools'))
})

test('whoever was asked and has not answered gets one question, with the request to answer it', async ({ db }) => {
  const { as, plan, letters, member } = await world(db)
  const id = await plan()
  await sendInvitations(as('nomsa', before(300)), { id, members: [member.amina, member.kagiso] })
  const fact = await db.selectFrom('fact').selectAll().where('kind', '=', 'event.invited').executeTakeFirstOrThrow()
  await mailInvitations(as(null, before(300)), {
    ...fact,
    kind: 'event.invited',
    subjectId: id,
    payload: {},
  } as unknown as Fact)
  await rsvp(as('kagiso', before(299)), { id, answer: 'no' })
  for (let hours = 170; hours > 0; hours -= 1) await remind(as(null, before(hours)))
  const [question, ...others] = await letters()
  expect(others).toEqual([])
  expect(question).toMatchObject({
    to_address: 'amina@example.org',
    subject: 'Will you come? Reading gains when learners move',
  })
  expect(JSON.stringify(question!.attachments)).toContain('METHOD:REQUEST')
  expect(question!.text).not.toContain('meet.example.org')
})

test('nobody is reminded who does not want it, may no longer come, or whose community’s mail is off', async ({
  db,
}) => {
  const { as, plan, letters, member, circles } = await world(db)
  const id = await plan({ circle: circles['mel-hub'].id })
  await rsvp(as('amina', before(200)), { id, answer: 'yes' })
  await rsvp(as('zanele', before(200)), { id, answer: 'yes' })
  await chooseMail(as('amina'), {
    invitations: 'on',
    reminders: '',
    records: 'on',
    actions: 'on',
    briefs: 'on',
    questions: 'on',
    discussion: 'on',
  })
  await db.deleteFrom('circle_place').where('member_id', '=', member.zanele).execute()
  expect(await remind(as(null, before(24)))).toBe(0)
  await chooseMail(as('amina'), {
    invitations: 'on',
    reminders: 'on',
    records: 'on',
    actions: 'on',
    briefs: 'on',
    questions: 'on',
    discussion: 'on',
  })
  const off = as(null, before(24))
  expect(await remind({ ...off, community: { ...off.community!, mailOn: false } })).toBe(0)
  expect(await letters()).toEqual([])
  expect(await remind(off)).toBe(1)
  expect(await communitiesToRemind(off)).toEqual([off.community!.id])
  expect(await communitiesToRemind(as(null, start))).toEqual([])
})

test('the link in a reminder stops reminders, and only those; a link that was made up stops nothing', async ({
  db,
}) => {
  const { as, plan, letters } = await world(db)
  const id = await plan()
  await rsvp(as('amina', before(200)), { id, answer: 'yes' })
  await remind(as(null, before(168)))
  const link = /\/in\/stop\/(\w+)\/(\w+)/.exec((await letters())[0]!.text)!
  const [, kind, token] = link as unknown as [string, string, string]
  const stranger = { ...as(null), community: null }
  expect(await stopPage(stranger, kind, token)).toMatchObject({
    kind: 'reminders',
    stopped: false,
    community: 'Thuto M&E',
  })
  await stopByLink(stranger, kind, token, false)
  await stopByLink(stranger, kind, token, false)
  expect(await stopPage(stranger, kind, token)).toMatchObject({ stopped: true })
  expect(await remind(as(null, before(24)))).toBe(0)
  expect(await db.selectFrom('fact').select('id').where('kind', '=', 'member.mail-chosen').execute()).toHaveLength(1)
  for (const [k, t] of [
    ['invitations', token],
    [kind, token.replace(/^./, 'z')],
    ['letters', token],
    [kind, ''],
  ] as const)
    await expect(stopByLink(stranger, k, t, false)).rejects.toMatchObject({ code: 'invitations.stop' })
  await stopByLink(stranger, kind, token, true)
  expect(await remind(as(null, before(24)))).toBe(1)
})

pure('two processes that remind at the same moment write one mail', async () => {
  await using database = await freshDatabase()
  const [one, two] = [openDatabase(database.url), openDatabase(database.url)]
  const { as, plan, letters } = await world(one)
  const id = await plan()
  await rsvp(as('amina', before(200)), { id, answer: 'yes' })
  await Promise.all([one, two].map((db) => remind({ ...as(null, before(24)), db })))
  expect(await letters()).toHaveLength(1)
  await one.destroy()
  await two.destroy()
})
