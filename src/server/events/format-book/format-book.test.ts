import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  addFormat,
  changeFormat,
  formatBook,
  formatPage,
  formats,
  planEvent,
  restoreFormat,
  retireFormat,
} from '../index.ts'

const clinic = 'peer-clinic'

test('a member reads everything that a format says, with names instead of ids', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const page = await formatPage(ctx('amina'), { key: clinic })
  expect(page).toMatchObject({ class_name: 'Peer support', size: { min: 4, max: 12 }, version: 1, share: 1 })
  expect(page.roles.find(({ role }) => role === 'case-giver')).toMatchObject({ name: 'case giver', count: 1 })
  expect(page.outputs[0]).toMatchObject({ name: 'clinic note', due_days: 3 })
  expect(page.questions.map(({ text }) => text).join(' ')).toContain('How useful was this session')
  expect(page.may).toEqual({ tend: false, plan: false })
})

test('the book shows each class by itself, with how many were held of it, and never a sum over classes', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const held = [await plan({ format: 'webinar', date: '2026-02-10' }), await plan({ date: '2026-02-12' })]
  await db.updateTable('event').set({ state: 'held' }).where('id', 'in', held).execute()
  const { classes } = await formatBook(ctx('amina'), {})
  expect(classes.find(({ id }) => id === 'broadcast')).toMatchObject({ held: 1 })
  expect(classes.find(({ id }) => id === 'cop-meeting')).toMatchObject({ held: 1 })
})

test('a change keeps what was before, with who and when; bringing it back keeps both', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const before = await formatPage(ctx('nomsa'), { key: clinic })
  await changeFormat.run(ctx('nomsa'), {
    key: clinic,
    version: '1',
    purpose: 'Options for a live problem.',
    size: { min: '3', ideal: '5', max: '8' },
    success_criteria: 'one action\n\na date',
    note: 'Twelve were too many',
  })
  const now = await formatPage(ctx('nomsa'), { key: clinic })
  expect(now).toMatchObject({ version: 2, purpose: 'Options for a live problem.', size: { max: 8 } })
  expect(now.success_criteria).toEqual(['one action', 'a date'])
  // What the form did not name stays.
  expect(now.roles).toEqual(before.roles)
  expect(now.versions.map(({ version, by, note }) => ({ version, by, note }))).toEqual([
    { version: 2, by: 'Nomsa Dlamini', note: 'Twelve were too many' },
    { version: 1, by: null, note: null },
  ])
  expect((await formatPage(ctx('nomsa'), { key: clinic, version: 1 })).purpose).toBe(before.purpose)
  await restoreFormat(ctx('nomsa'), { key: clinic, version: 1 })
  const again = await formatPage(ctx('nomsa'), { key: clinic })
  expect([again.version, again.purpose, again.versions.length]).toEqual([3, before.purpose, 3])
})

test('the second of two who change a format at once is told, and nothing of the first is lost', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  await changeFormat(ctx('nomsa'), { key: clinic, version: 1, purpose: 'Mine' })
  await expect(changeFormat(ctx('nomsa'), { key: clinic, version: 1, purpose: 'Theirs' })).rejects.toMatchObject({
    code: 'formats.changed-meanwhile',
  })
  expect((await formatPage(ctx('nomsa'), { key: clinic })).purpose).toBe('Mine')
})

test('saving what is there already makes no version', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const { purpose, name } = await formatPage(ctx('nomsa'), { key: clinic })
  expect(await changeFormat(ctx('nomsa'), { key: clinic, name, purpose })).toEqual({ version: 1, changed: false })
})

test('a format can be copied, made from nothing, and taken from the catalogue that the design left aside', async ({
  db,
}) => {
  const { ctx } = await livingCalendar(db)
  const { key } = await addFormat(ctx('nomsa'), { name: 'Café des données', copy: clinic })
  expect(key).toBe('cafe-des-donnees')
  expect((await addFormat(ctx('nomsa'), { name: 'Café des données' })).key).toBe('cafe-des-donnees-2')
  expect((await formatPage(ctx('nomsa'), { key })).segments.length).toBe(7)
  await db.deleteFrom('event_format').where('key', '=', 'troika-consulting').execute()
  expect((await formatBook(ctx('nomsa'), {})).catalogue.map(({ id }) => id)).toEqual(['troika-consulting'])
  await addFormat(ctx('nomsa'), { catalogue: 'troika-consulting' })
  expect((await formatPage(ctx('nomsa'), { key: 'troika-consulting' })).segments.length).toBeGreaterThan(2)
  await expect(addFormat(ctx('nomsa'), { catalogue: 'troika-consulting' })).rejects.toMatchObject({
    code: 'formats.there',
  })
})

test('a retired format is offered for no new event, and can be brought back', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const session = { format: clinic, title: 'A case', date: '2026-04-09', time: '13:00' }
  await retireFormat(ctx('nomsa'), { key: clinic })
  expect((await formats(ctx('nomsa'), {})).map(({ key }) => key)).not.toContain(clinic)
  await expect(planEvent(ctx('nomsa'), session)).rejects.toMatchObject({
    issues: [{ path: ['format'], code: 'events.format-retired' }],
  })
  await retireFormat(ctx('nomsa'), { key: clinic, back: true })
  await planEvent(ctx('nomsa'), session)
})

test.for([
  ['sizes that contradict themselves', { size: { min: 9, ideal: 5, max: 12 } }, 'size'],
  ['a class that nobody knows', { class: 'party' }, 'class'],
  ['days that are none', { loop_back_days: '30, soon' }, 'loop_back_days'],
  ['asking four times', { loop_back_days: '1 2 3 4' }, 'loop_back_days'],
  ['a question that is not in the bank', { evaluation_questions: ['shoe-size'] }, 'evaluation_questions'],
  ['a circle that is not there', { circle: 'inner-circle' }, 'circle'],
  ['an agenda of a month', { segments: [{ title: 'Long', minutes: 99_999, mode: 'panel', lead: 'host' }] }, 'segments'],
] as const)('%s are refused', async ([, change, field], { db }) => {
  const { ctx } = await livingCalendar(db)
  await expect(changeFormat.run(ctx('nomsa'), { key: clinic, ...change })).rejects.toMatchObject({
    issues: [expect.objectContaining({ path: expect.arrayContaining([field]) })],
  })
})

test('members read and do not change; strangers and other communities do not even read', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  for (const attempt of [
    changeFormat(ctx('kagiso'), { key: clinic, purpose: 'x' }),
    addFormat(ctx('kagiso'), { name: 'Mine' }),
    retireFormat(ctx('amina'), { key: clinic }),
    restoreFormat(ctx('amina'), { key: clinic, version: 1 }),
  ])
    await expect(attempt).rejects.toMatchObject({ code: 'formats.tend' })
  for (const who of [null, 'joseph'] as const)
    await expect(formatPage(ctx(who), { key: clinic })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(formatPage(ctx('joseph', { in: 'maji' }), { key: clinic })).rejects.toMatchObject({
    code: 'formats.format',
  })
})
