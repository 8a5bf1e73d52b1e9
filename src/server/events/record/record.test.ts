import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { newId } from '../../foundations/id.ts'
import { closePoll, markAttendance, openPoll, openRoom, polls, preparePoll, vote } from '../index.ts'
import {
  actions,
  actionToChange,
  changeAction,
  closing,
  decisions,
  dropAction,
  finishAction,
  giveAction,
  publishRecord,
  recordDecision,
  recordPage,
  reopenAction,
  setSectionBack,
  tickDocumentation,
  withdrawDecision,
  wrapUp,
  writeRecord,
  writeSection,
} from './index.ts'

async function held(db: Parameters<typeof livingCalendar>[0], wanted: object = {}) {
  const living = await livingCalendar(db)
  const id = await living.plan(wanted)
  const { after, member } = living
  await markAttendance(after('nomsa'), { id, present: [member.nomsa, member.amina] })
  return { ...living, id }
}

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

test('an action goes its way: given, changed, done, opened again, dropped; its owner says so, others do not', async ({
  db,
}) => {
  const { after, member, id } = await held(db)
  const { action } = await giveAction(after('nomsa'), { id, text: 'Ask the province', due_on: '2026-03-20' })
  await expect(finishAction(after('kagiso'), { action })).rejects.toMatchObject({ code: 'events.end-action' })
  await expect(actionToChange(after('kagiso'), { action })).rejects.toMatchObject({ code: 'events.hold' })
  const { people } = await actionToChange(after('nomsa'), { action })
  expect(people.map(({ id }) => id)).toContain(member.kagiso)
  expect(people.map(({ id }) => id)).not.toContain(member.pieter)
  await changeAction(after('nomsa'), { action, owner: member.kagiso, due_on: '2026-03-12' })
  expect((await actions(after('kagiso'), {})).items).toMatchObject([{ text: 'Ask the province', is_mine: true }])
  const later = (name: 'kagiso' | 'amina') => ({ ...after(name), now: after(name).now.add({ hours: 48 }) })
  expect(await actions(later('amina'), { view: 'overdue' })).toMatchObject({
    items: [{ is_late: true, owner: { name: 'Kagiso Molefe' } }],
    counts: { mine: 0, open: 1, overdue: 1, ended: 0 },
  })
  await finishAction(later('kagiso'), { action })
  await finishAction(later('kagiso'), { action })
  await expect(dropAction(later('kagiso'), { action, reason: 'x' })).rejects.toMatchObject({
    code: 'record.action-ended',
  })
  await reopenAction(later('kagiso'), { action })
  await dropAction(later('kagiso'), { action, reason: 'The province did it itself.' })
  expect((await actions(later('amina'), { view: 'ended' })).items).toMatchObject([
    { state: 'dropped', reason: 'The province did it itself.' },
  ])
  const facts = await db.selectFrom('fact').select('kind').where('kind', 'like', 'action.%').orderBy('id').execute()
  expect(facts.map(({ kind }) => kind)).toEqual([
    'action.given',
    'action.given',
    'action.done',
    'action.reopened',
    'action.dropped',
  ])
})

test('an action is for a day that comes, and for somebody who may come to the event', async ({ db }) => {
  const { after, circles, member, id } = await held(db)
  const give = (more: object) => giveAction.run(after('nomsa'), { id, text: 'x', due_on: '2026-04-01', ...more })
  for (const [more, code] of [
    [{ due_on: '2026-03-11' }, 'record.due-past'],
    [{ due_on: '2036-03-11' }, 'record.due-far'],
    [{ owner: member.pieter }, 'events.member'],
    [{ text: '   ' }, 'field.empty'],
    [{ due_on: '2026-02-30' }, 'field.day'],
  ] as const)
    await expect(give(more)).rejects.toMatchObject({ issues: [{ code }] })
  await db.updateTable('event').set({ circle_id: circles['mel-hub'].id }).where('id', '=', id).execute()
  await expect(give({ owner: member.kagiso })).rejects.toMatchObject({ issues: [{ path: ['owner'] }] })
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

test('where what is learned leaves, nobody is named: not in text, decisions, actions nor lists; the owner knows', async ({
  db,
}) => {
  const { after, member, id } = await held(db, { confidence: 'learned-leaves' })
  await db.updateTable('event').set({ confidence: 'learned-leaves' }).where('id', '=', id).execute()
  await giveAction(after('nomsa'), { id, text: 'Try the test', owner: member.amina, due_on: '2026-04-01' })
  await recordDecision(after('nomsa'), { id, text: 'One test', by_whom: 'Amina and Nomsa' })
  await expect(
    wrapUp(after('nomsa'), { id, summary: 'AMINA  OTIENO told of her district.', publish: true }),
  ).rejects.toMatchObject({ issues: [{ code: 'record.names', params: { names: 'Amina Otieno' } }] })
  await wrapUp(after('nomsa'), { id, summary: 'A member told of her district.', publish: true })
  const told = JSON.stringify([
    await recordPage(after('kagiso'), { id }),
    await actions(after('kagiso'), { view: 'open' }),
    await decisions(after('kagiso'), {}),
  ])
  expect(told).toContain('Try the test')
  expect(told).not.toMatch(/Amina|Nomsa and/)
  expect((await actions(after('amina'), {})).items).toMatchObject([{ owner: { name: 'Amina Otieno' } }])
})

test('where nothing leaves the room only those who were there find what it left, on every way to it', async ({
  db,
}) => {
  const { after, id } = await held(db, { public: true })
  await db.updateTable('event').set({ confidence: 'nothing-leaves' }).where('id', '=', id).execute()
  await giveAction(after('nomsa'), { id, text: 'Quietly', due_on: '2026-04-01' })
  await wrapUp(after('nomsa'), { id, summary: 'Between us.', decisions: [{ text: 'Silence' }], publish: true })
  expect((await recordPage(after('amina'), { id })).published).toMatchObject({ summary: 'Between us.' })
  for (const name of ['kagiso', 'johan'] as const) {
    await expect(recordPage(after(name), { id })).rejects.toMatchObject({ code: 'events.read-record' })
    expect(await actions(after(name), { view: 'open' })).toMatchObject({ items: [], counts: { open: 0 } })
    expect((await decisions(after(name), {})).items).toEqual([])
  }
  await expect(recordPage(after(null), { id })).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('the sensitivity of a record decides who reads it, and the strictest wins', async ({ db }) => {
  const { after, id } = await held(db, { public: true })
  const reads = async (name: Parameters<typeof after>[0]) =>
    recordPage(after(name), { id }).then(
      ({ published }) => published !== undefined,
      () => false,
    )
  const who = ['nomsa', 'amina', 'zanele', 'kagiso', 'joseph', null] as const
  const readers = async () =>
    (await Promise.all(who.map(async (name) => [name, await reads(name)] as const)))
      .filter(([, may]) => may)
      .map(([name]) => name)
  const publish = (sensitivity: 'public' | 'members' | 'hub' | 'restricted') =>
    wrapUp(after('nomsa'), { id, summary: 'x', sensitivity, publish: true })
  await publish('public')
  expect(await readers()).toEqual([...who])
  await publish('members')
  expect(await readers()).toEqual(['nomsa', 'amina', 'zanele', 'kagiso'])
  await publish('hub')
  expect(await readers()).toEqual(['nomsa', 'amina', 'zanele'])
  await publish('restricted')
  expect(await readers()).toEqual(['nomsa', 'amina', 'zanele'])
  // Loosened without publishing anew: what was published for fewer stays for fewer.
  await writeRecord(after('nomsa'), { id, sensitivity: 'members' })
  expect((await recordPage(after('kagiso'), { id })).published).toMatchObject({ version: 2 })
  await db.updateTable('event').set({ confidence: 'learned-leaves' }).where('id', '=', id).execute()
  expect((await recordPage(after('kagiso'), { id })).published).toBeUndefined()
})

test('notes and questions of the live room write themselves into the record, without their authors', async ({ db }) => {
  const { after, community, member, id } = await held(db)
  const row = { community_id: community.id, event_id: id, at: after('nomsa').now }
  const question = { ...row, participant_id: null, to_member_id: null }
  await db
    .insertInto('question')
    .values([
      { ...question, id: newId(row.at), text: 'Who marks the test?', state: 'answered', settled_at: row.at },
      { ...question, id: newId(row.at), text: 'Who pays for it?', state: 'parked', settled_at: row.at },
      { ...question, id: newId(row.at), text: 'Something rude', state: 'hidden', settled_at: row.at },
    ])
    .execute()
  await db
    .insertInto('note')
    .values({
      ...row,
      id: newId(row.at),
      section: 'other',
      text: 'Two tests,\none sheet',
      member_id: member.amina,
      edited_at: row.at,
    })
    .execute()
  const { sections } = await closing(after('nomsa'), { id })
  const text = (key: string) => sections.find((section) => section.key === key)?.text
  expect(text('questions')).toBe('Answered\n- Who marks the test?\n\nStill open\n- Who pays for it?')
  expect(text('notes')).toBe('Other notes\n- Two tests, one sheet')
})

test('polls that everybody may see write themselves into the record, a hidden one does not', async ({ db }) => {
  const { during, after, plan, member } = await livingCalendar(db)
  const id = await plan()
  await openRoom(during('nomsa'), { id, door: 'members' })
  for (const results of ['after-close', 'hidden'] as const) {
    const asked = {
      id,
      kind: 'single',
      question: `Do we report it, ${results}?`,
      options: ['Yes', 'No'],
      results,
    } as const
    const { poll } = await preparePoll(during('nomsa'), asked)
    await openPoll(during('nomsa'), { id, poll })
    const [yes] = (await polls(during('nomsa'), { id })).polls.find((each) => each.id === poll)!.options
    for (const name of ['amina', 'kagiso', 'sipho', 'zanele'] as const) {
      await vote(during(name), { id, poll, choice: yes!.id })
    }
    await closePoll(during('nomsa'), { id, poll })
  }
  await markAttendance(after('nomsa'), { id, present: [member.amina] })
  const { sections } = await closing(after('nomsa'), { id })
  expect(sections.find(({ key }) => key === 'polls')?.text).toBe(
    'Do we report it, after-close? (4 answers)\n- Yes: 4 (100%)\n- No: 0 (0%)',
  )
})
