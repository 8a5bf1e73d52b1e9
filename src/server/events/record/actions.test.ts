import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { actions, actionToChange, changeAction, dropAction, finishAction, giveAction, reopenAction } from './index.ts'
import { held } from '#tests/support/records.ts'

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
