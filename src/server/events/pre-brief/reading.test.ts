import { expect, test as pure } from 'vitest'
import { eraseMe, myData } from '../../personal-data/index.ts'
import { openDatabase } from '../../foundations/db/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { sessionStart } from '#tests/support/events.ts'
import { daysBefore, meeting } from '#tests/support/pre-brief.ts'
import { lettersTo, react } from '#tests/support/reacting.ts'
import { addLink, cancelEvent, changeFormat, namePanel, panelPage, planEvent } from '../index.ts'
import {
  briefByLink,
  openPreBrief,
  preBrief,
  preBriefToWrite,
  seenByLink,
  sendDuePreBriefs,
  sendPreBrief,
  tellUnwritten,
  writePreBrief,
} from './index.ts'

test('the link in the letter shows it without signing in and changes nothing; the button says that it was read', async ({
  db,
}) => {
  const { ctx, id, at, write, linkTo } = await meeting(db)
  await write()
  await sendDuePreBriefs(at(null, 6))
  await react(at(null, 6), 'brief.sent')
  const { event, token, stranger } = await linkTo('amina')
  expect(await briefByLink(stranger, event, token)).toMatchObject({ seen: false, is_me: false, community: 'Thuto M&E' })
  expect((await briefByLink(stranger, event, token)).text!.html).toContain('<h2>The question</h2>')
  expect((await preBrief(ctx('nomsa'), { id })).readers!.filter(({ seen }) => seen === 'seen')).toEqual([])
  await seenByLink(stranger, event, token)
  await seenByLink(stranger, event, token)
  expect(await briefByLink(stranger, event, token)).toMatchObject({ seen: true })
  const { token: other } = await linkTo('sipho')
  for (const [e, t] of [
    [event, token.replace(/^./, 'z')],
    [id.replace(/.$/, (last) => (last === '0' ? '1' : '0')), token],
    [event, ''],
    ['x', other],
  ] as const)
    await expect(briefByLink(stranger, e, t)).rejects.toMatchObject({ kind: 'not-found' })
  const later = { ...stranger, now: sessionStart.add({ hours: 24 * 40 }) }
  await expect(briefByLink(later, event, token)).rejects.toMatchObject({ code: 'brief.link' })
})

test('what is sensitive stays out of the mail and out of the link', async ({ db }) => {
  const { at, write, linkTo } = await meeting(db)
  await write({ quiet: 'on' })
  await sendDuePreBriefs(at(null, 6))
  await react(at(null, 6), 'brief.sent')
  expect((await lettersTo(db, 'amina'))[0]!.text).not.toContain('reading test')
  const { event, token, stranger } = await linkTo('amina')
  expect(await briefByLink(stranger, event, token)).toMatchObject({ text: null, quiet: true })
})

test('a material that is for the hub stands beside the text; a text with HTML in it is text', async ({ db }) => {
  const { ctx, id, write } = await meeting(db)
  await addLink(ctx('nomsa'), {
    id,
    phase: 'before',
    url: 'https://example.org/data',
    title: 'Data',
    sensitivity: 'hub',
  })
  await write({ text: '<script>alert(1)</script> [x](javascript:alert(1))' })
  await sendPreBrief(ctx('nomsa'), { id, edition: 0, to: 'everybody' })
  const page = await preBrief(ctx('amina'), { id })
  expect(page.materials).toMatchObject([{ title: 'Data' }])
  expect(page.html).not.toMatch(/<script|href="javascript/)
})

test('members, other facilitators and the other community neither write nor send it, nor name the panel', async ({
  db,
}) => {
  const { ctx, id, write, member } = await meeting(db)
  await write()
  for (const name of ['amina', 'kagiso', 'joseph', null] as const) {
    for (const refused of [
      () => writePreBrief(ctx(name), { id, text: 'Mine' }),
      () => preBriefToWrite(ctx(name), { id }),
      () => sendPreBrief(ctx(name), { id, edition: 0, to: 'everybody' }),
      () => namePanel(ctx(name), { id, panel: [] }),
      () => panelPage(ctx(name), { id }),
    ])
      await expect(refused()).rejects.toMatchObject({ kind: expect.stringMatching(/not-(allowed|found)/) })
  }
  // The facilitator of this event may.
  await db.updateTable('event').set({ facilitator_id: member.amina }).where('id', '=', id).execute()
  await writePreBrief(ctx('amina'), { id, text: 'Mine' })
})

test('what cannot be used is refused with every problem', async ({ db }) => {
  const { ctx, id, write, member, plan } = await meeting(db)
  const nomsa = ctx('nomsa')
  await expect(writePreBrief.run(nomsa, { id, text: ' ' })).rejects.toMatchObject({ issues: [{ code: 'field.empty' }] })
  await expect(writePreBrief.run(nomsa, { id, text: 'x', days: '0' })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(writePreBrief.run(nomsa, { id, text: 'x', circle: 'no-such' })).rejects.toMatchObject({
    kind: 'not-found',
  })
  await expect(writePreBrief.run(nomsa, { id, text: 'x', questions: 'q\n'.repeat(13) })).rejects.toMatchObject({
    issues: [{ code: 'brief.questions' }],
  })
  await expect(sendPreBrief(nomsa, { id, edition: 0, to: 'everybody' })).rejects.toMatchObject({
    code: 'brief.unwritten',
  })
  for (const nobody of [member.pieter, id])
    await expect(namePanel(nomsa, { id, panel: [{ member: nobody }] })).rejects.toMatchObject({ kind: 'invalid' })
  await write()
  await expect(
    sendPreBrief({ ...nomsa, now: sessionStart }, { id, edition: 0, to: 'everybody' }),
  ).rejects.toMatchObject({ code: 'events.has-begun' })
  await cancelEvent(nomsa, { id, reason: 'Rain' })
  await expect(write()).rejects.toMatchObject({ code: 'events.cancelled' })
  expect(await sendDuePreBriefs({ ...nomsa, now: daysBefore(1) })).toBe(0)
  const past = await plan({ date: '2026-03-01' })
  await writePreBrief(nomsa, { id: past, text: 'x' })
  expect(await sendDuePreBriefs(nomsa)).toBe(0)
})

test('the format says how many days before, and whoever tends the event hears in time that nothing is written', async ({
  db,
}) => {
  const { ctx, id, at, write } = await meeting(db)
  await changeFormat.run(ctx('nomsa'), { key: 'cop-meeting-with-panel', pre_brief_days: '10' })
  expect(await preBriefToWrite(ctx('nomsa'), { id })).toMatchObject({ days: 10, is_written: false })
  await tellUnwritten(at(null, 14))
  expect(await lettersTo(db, 'nomsa')).toEqual([])
  await tellUnwritten(at(null, 13))
  await tellUnwritten(at(null, 12))
  expect((await lettersTo(db, 'nomsa')).map(({ subject }) => subject)).toEqual([
    'Still to be written: the pre-brief of Tests that teachers use',
  ])
  await changeFormat.run(ctx('nomsa'), { key: 'cop-meeting-with-panel', pre_brief_days: '' })
  const { id: other } = await planEvent.run(ctx('nomsa'), {
    format: 'cop-meeting-with-panel',
    title: 'Another',
    date: '2026-04-16',
    time: '13:00',
  })
  await tellUnwritten(ctx(null, { at: Temporal.Instant.from('2026-04-14T08:00:00Z') }))
  expect(await lettersTo(db, 'nomsa')).toHaveLength(1)
  // The coordinator may add one all the same.
  expect(await preBriefToWrite(ctx('nomsa'), { id: other })).toMatchObject({ days: 6 })
  await write()
})

test('what it holds of a person is told to them and forgotten with them', async ({ db }) => {
  const { ctx, id, write, member } = await meeting(db)
  await namePanel(ctx('nomsa'), { id, panel: [{ member: member.amina, part: 'Opens' }] })
  await write()
  await sendPreBrief(ctx('nomsa'), { id, edition: 0, to: 'everybody' })
  await openPreBrief(ctx('amina'), { id })
  expect(JSON.stringify(await myData(ctx('amina'), {}))).toContain('"part":"Opens"')
  await eraseMe(ctx('amina'), { confirm: 'amina@example.org' })
  expect(await db.selectFrom('pre_brief_reader').selectAll().where('member_id', '=', member.amina).execute()).toEqual(
    [],
  )
  expect((await preBrief(ctx('nomsa'), { id })).panel).toEqual([])
})

pure('two processes that send on the same morning send one edition', async () => {
  await using database = await freshDatabase()
  const [one, two] = [openDatabase(database.url), openDatabase(database.url)]
  const { id, at, write } = await meeting(one)
  await write()
  const sent = await Promise.all([one, two].map((db) => sendDuePreBriefs({ ...at(null, 6), db })))
  expect(sent.toSorted()).toEqual([0, 1])
  expect(await one.selectFrom('pre_brief').select('edition').where('event_id', '=', id).execute()).toEqual([
    { edition: 1 },
  ])
  await one.destroy()
  await two.destroy()
})
