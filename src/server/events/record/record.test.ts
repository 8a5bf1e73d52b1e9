import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { closeEvent, markAttendance } from '../index.ts'
import {
  closing,
  decisions,
  giveAction,
  publishRecord,
  recordDecision,
  recordPage,
  setSectionBack,
  tickDocumentation,
  withdrawDecision,
  wrapUp,
  writeRecord,
  writeSection,
} from './index.ts'
import { held } from '#tests/support/records.ts'

test('a coordinator closes an event on one screen: it is held, decided, taken on, published', async ({ db }) => {
  const { after, member, id } = await held(db)
  const screen = await closing(after('nomsa'), { id })
  expect(screen).toMatchObject({ present: 2, due_on: '2026-03-26', published: null, may: { close: true } })
  expect(screen.people.map(({ name }) => name)).toEqual(['Amina Otieno', 'Nomsa Dlamini'])
  const { version } = await wrapUp.run(after('nomsa'), {
    id,
    summary: 'Learners who move lose a term.',
    decisions: [
      { text: 'We use one reading test', by_whom: 'everybody there' },
      { text: '', by_whom: '' },
    ],
    actions: [
      { text: 'Send the test to all', owner: member.amina, due_on: '2026-03-26' },
      { text: '', owner: '', due_on: '2026-03-26' },
    ],
    sensitivity: 'members',
    publish: 'on',
    mail: 'on',
  })
  expect(version).toBe(1)
  const page = await recordPage(after('kagiso'), { id })
  expect(page).toMatchObject({
    event: { state: 'held' },
    published: { version: 1, by: 'Nomsa Dlamini', summary: 'Learners who move lose a term.' },
    decisions: [{ text: 'We use one reading test', by_whom: 'everybody there' }],
    actions: [{ text: 'Send the test to all', owner: { name: 'Amina Otieno' }, state: 'open' }],
    draft: null,
    may: { write: false },
  })
  expect(page.published!.sections.find(({ key }) => key === 'attendance')!.text).toBe(
    '2 members were there, from 2 organisations.',
  )
  expect((await closing(after('nomsa'), { id })).checklist.filter(({ done_at }) => done_at)).toMatchObject([
    { key: 'close' },
    { by_itself: true },
    { by_itself: true },
  ])
})

test('nothing is kept of a screen of which one row cannot be used', async ({ db }) => {
  const { after, id } = await held(db)
  await expect(
    wrapUp.run(after('nomsa'), {
      id,
      decisions: [{ text: 'Decided' }],
      actions: [{ text: 'Too late', due_on: '2026-03-01' }],
      publish: 'on',
    }),
  ).rejects.toMatchObject({ issues: [{ path: ['actions.0.due_on'], code: 'record.due-past' }] })
  expect(await closing(after('nomsa'), { id })).toMatchObject({
    event: { state: 'planned' },
    decisions: [],
    actions: [],
  })
})

test('only who holds the event writes; the wider circle, strangers and other communities do not', async ({ db }) => {
  const { after, id } = await held(db, { public: true })
  const kagiso = after('kagiso')
  for (const refused of [
    () => wrapUp(kagiso, { id }),
    () => writeRecord(kagiso, { id, summary: 'x' }),
    () => writeSection(kagiso, { id, section: 'agenda', text: 'x' }),
    () => setSectionBack(kagiso, { id, section: 'agenda' }),
    () => publishRecord(kagiso, { id }),
    () => recordDecision(kagiso, { id, text: 'x' }),
    () => giveAction(kagiso, { id, text: 'x', due_on: '2026-04-01' }),
    () => closing(kagiso, { id }),
    () => tickDocumentation(kagiso, { id, item: 'close', done: true }),
  ])
    await expect(refused()).rejects.toMatchObject({ kind: 'not-allowed', code: 'events.hold' })
  await expect(wrapUp(after(null), { id })).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(wrapUp(after('joseph'), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
})

test('the coordinator’s words stand when the sources change, until they are set back', async ({ db }) => {
  const { after, member, id } = await held(db)
  const section = async () => (await closing(after('nomsa'), { id })).sections.find(({ key }) => key === 'attendance')!
  await writeSection(after('nomsa'), { id, section: 'attendance', text: 'A small, lively round.' })
  await markAttendance(after('nomsa'), { id, present: [member.kagiso] })
  expect(await section()).toMatchObject({ text: 'A small, lively round.', own: true })
  await setSectionBack(after('nomsa'), { id, section: 'attendance' })
  expect(await section()).toMatchObject({ text: '3 members were there, from 3 organisations.', own: false })
  await expect(writeSection(after('nomsa'), { id, section: 'decisions', text: 'x' })).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('a record that is published twice as it stands is one version, and told once', async ({ db }) => {
  const { after, id } = await held(db)
  const said = { id, summary: 'First.' }
  await closeEvent(after('nomsa'), { id })
  const published = async () =>
    (await db.selectFrom('fact').select('payload').where('kind', '=', 'record.published').execute()).map(
      ({ payload }) => payload,
    )
  await publishRecord.run(after('nomsa'), said)
  expect(await publishRecord.run(after('nomsa'), said)).toEqual({ version: 1 })
  expect(await published()).toEqual([{ version: 1, mail: false }])
  for (const _ of [1, 2]) await publishRecord.run(after('nomsa'), { ...said, mail: 'on' })
  expect(await published()).toEqual([
    { version: 1, mail: false },
    { version: 1, mail: true },
  ])
  expect(await publishRecord.run(after('nomsa'), { ...said, summary: 'Second.' })).toEqual({ version: 2 })
})

test('versions are kept as they were published, and a decision that was withdrawn is left out of the next', async ({
  db,
}) => {
  const { after, id } = await held(db)
  const { decision } = await recordDecision(after('nomsa'), { id, text: 'Meet on Fridays' })
  await wrapUp(after('nomsa'), { id, summary: 'First.', publish: true })
  await withdrawDecision(after('nomsa'), { id: decision, reason: 'Nobody can.' })
  await expect(withdrawDecision(after('nomsa'), { id: decision, reason: 'Again.' })).rejects.toMatchObject({
    code: 'record.withdrawn',
  })
  await publishRecord(after('nomsa'), { id, summary: 'Second.' })
  expect((await recordPage(after('amina'), { id })).published).toMatchObject({ version: 2, summary: 'Second.' })
  const first = (await recordPage(after('amina'), { id, version: 1 })).published!
  expect(first).toMatchObject({ summary: 'First.', is_newest: false })
  expect(first.sections.find(({ key }) => key === 'decisions')!.text).toBe('- Meet on Fridays')
  expect((await decisions(after('amina'), {})).items).toMatchObject([{ withdrawn_reason: 'Nobody can.' }])
  await expect(recordPage(after('amina'), { id, version: 3 })).rejects.toMatchObject({ kind: 'not-found' })
})
