import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { actions, decisions, giveAction, recordDecision, recordPage, wrapUp, writeRecord } from './index.ts'
import { held } from '#tests/support/records.ts'

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
