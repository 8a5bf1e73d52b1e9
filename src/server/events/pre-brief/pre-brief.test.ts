import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { now } from '#tests/support/people.ts'
import { meeting } from '#tests/support/pre-brief.ts'
import { lettersTo, react } from '#tests/support/reacting.ts'
import { chooseMail, eventPage, namePanel } from '../index.ts'
import {
  openPreBrief,
  preBrief,
  preBriefToWrite,
  remindOfPreBriefs,
  sendDuePreBriefs,
  sendPreBrief,
  writePreBrief,
} from './index.ts'

test('a pre-brief goes by itself on its day, once, to the panel and the hub, each in their language', async ({
  db,
}) => {
  const { ctx, id, at, write, member } = await meeting(db)
  await namePanel(ctx('nomsa'), { id, panel: [{ member: member.fatou, part: 'Takes the side of the schools' }] })
  await write()
  expect(await preBriefToWrite(ctx('nomsa'), { id })).toMatchObject({ days: 6, by_itself: true, edition: 0 })
  expect(await sendDuePreBriefs(at(null, 7))).toBe(0)
  expect(await sendDuePreBriefs(at(null, 6))).toBe(1)
  expect(await sendDuePreBriefs(at(null, 5))).toBe(0)
  await react(at(null, 6), 'brief.sent')
  await react(at(null, 6), 'brief.sent')
  const [letter, ...others] = await lettersTo(db, 'amina')
  expect(others).toEqual([])
  expect(letter).toMatchObject({ subject: 'Pre-brief: Tests that teachers use', kind: 'pre-brief' })
  for (const said of [
    '14:00–16:00 your time (Nairobi)',
    'reading test',
    '- Who used it?',
    '/in/brief/',
    '/in/stop/briefs/',
  ])
    expect(letter!.text).toContain(said)
  expect((await lettersTo(db, 'fatou'))[0]!.subject).toContain('Note préparatoire')
  for (const outside of ['kagiso', 'johan', 'ayesha', 'pieter', 'joseph'] as const)
    expect(await lettersTo(db, outside)).toEqual([])
})

test('the panel, the hub and who tends it read it; nobody else, and nobody else before it was sent', async ({ db }) => {
  const { ctx, id, write, member } = await meeting(db)
  await namePanel(ctx('nomsa'), { id, panel: [{ member: member.kagiso }] })
  await write()
  for (const name of ['amina', 'kagiso', 'fatou', 'joseph', null] as const)
    await expect(preBrief(ctx(name), { id })).rejects.toMatchObject({ kind: 'not-found' })
  expect(await preBrief(ctx('nomsa'), { id })).toMatchObject({ edition: 0, goes_on: '2026-03-06', circle: 'MEL hub' })
  await sendPreBrief(ctx('nomsa'), { id, edition: 0, to: 'everybody' })
  for (const name of ['amina', 'kagiso'] as const)
    expect(await preBrief(ctx(name), { id })).toMatchObject({ panel: [{ name: 'Kagiso Molefe' }], readers: null })
  for (const name of ['fatou', 'joseph', 'grace', null] as const)
    await expect(preBrief(ctx(name), { id })).rejects.toMatchObject({ kind: 'not-found' })
  expect((await eventPage(ctx('amina'), { id })).brief).toEqual({ seen: false, edition: 1, asks: false })
  expect((await eventPage(ctx('fatou'), { id })).brief).toBeNull()
  // For the panel alone: the hub does not read it any more.
  await write({ circle: '' })
  await expect(preBrief(ctx('amina'), { id })).rejects.toMatchObject({ code: 'brief.brief' })
  expect((await preBrief(ctx('kagiso'), { id })).circle).toBeNull()
})

test('who has seen it is shown to who tends it; a change is sent again on purpose and is to be seen again', async ({
  db,
}) => {
  const { ctx, id, at, write } = await meeting(db)
  await write()
  await sendPreBrief(ctx('nomsa'), { id, edition: 0, to: 'everybody' })
  await openPreBrief(ctx('amina'), { id })
  await openPreBrief(ctx('amina'), { id })
  expect(await db.selectFrom('fact').select('id').where('kind', '=', 'brief.seen').execute()).toHaveLength(1)
  const seen = async () =>
    Object.fromEntries((await preBrief(ctx('nomsa'), { id })).readers!.map(({ name, seen }) => [name, seen]))
  expect(await seen()).toEqual({
    'Amina Otieno': 'seen',
    'Nomsa Dlamini': 'not-seen',
    'Sipho Ndlovu': 'not-seen',
    'Zanele Mthembu': 'not-seen',
  })
  await writePreBrief.run(at('nomsa', 6), { id, text: 'Another text' })
  expect(await preBrief(at('nomsa', 6), { id })).toMatchObject({ changed: true, edition: 1 })
  await expect(sendPreBrief(at('nomsa', 6), { id, edition: 0, to: 'everybody' })).rejects.toMatchObject({
    code: 'brief.sent-meanwhile',
  })
  expect(await sendPreBrief(at('nomsa', 6), { id, edition: 1, to: 'everybody' })).toEqual({ sent: 4 })
  expect(await seen()).toMatchObject({ 'Amina Otieno': 'earlier' })
  await react(at(null, 6), 'brief.sent')
  expect((await lettersTo(db, 'amina')).at(-1)).toMatchObject({
    subject: 'The pre-brief has changed: Tests that teachers use',
  })
})

test('whoever came later gets it as it is; the others are not written to twice', async ({ db }) => {
  const { ctx, id, write, member, circles, community } = await meeting(db)
  await write()
  await sendPreBrief(ctx('nomsa'), { id, edition: 0, to: 'everybody' })
  await react(ctx(null), 'brief.sent')
  await db
    .insertInto('circle_place')
    .values({ community_id: community.id, circle_id: circles['mel-hub'].id, member_id: member.johan, since: now })
    .execute()
  expect(await sendPreBrief(ctx('nomsa'), { id, edition: 1, to: 'new' })).toEqual({ sent: 1 })
  expect(await sendPreBrief(ctx('nomsa'), { id, edition: 1, to: 'new' })).toEqual({ sent: 0 })
  await react(ctx(null), 'brief.sent')
  expect(await lettersTo(db, 'johan')).toHaveLength(1)
  expect(await lettersTo(db, 'amina')).toHaveLength(1)
})

test('whoever has not seen it is reminded once, two days before; not who has, left the hub or stopped such mail', async ({
  db,
}) => {
  const { id, at, write, member } = await meeting(db)
  await write()
  await sendDuePreBriefs(at(null, 6))
  await openPreBrief(at('amina', 5), { id })
  await db.deleteFrom('circle_place').where('member_id', '=', member.zanele).execute()
  const wanted = { invitations: true, reminders: true, records: true, actions: true }
  await chooseMail(at('sipho', 5), { ...wanted, briefs: false, questions: true, discussion: true })
  expect(await remindOfPreBriefs(at(null, 3))).toBe(0)
  expect(await remindOfPreBriefs(at(null, 2))).toBe(1)
  expect(await remindOfPreBriefs(at(null, 1))).toBe(0)
  expect((await lettersTo(db, 'nomsa')).map(({ kind }) => kind)).toEqual(['pre-brief-reminder'])
})
