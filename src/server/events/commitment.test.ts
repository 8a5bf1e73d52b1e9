import { expect, test as pure } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { closeEvent, dueOf, eventPage, hubCommitments, markAttendance, myCommitment, stateOf } from './index.ts'

pure('five of six: one absence is borne, the second is not', () => {
  const promise = { times: 5, of: 6 }
  expect([0, 1, 2, 3, 6, 8].map((held) => dueOf(promise, held))).toEqual([0, 0, 1, 2, 5, 5])
  expect(stateOf(promise, 0, 0)).toBe('on-track')
  expect(stateOf(promise, 1, 1)).toBe('on-track')
  expect(stateOf(promise, 1, 0)).toBe('watch')
  expect(stateOf(promise, 2, 0)).toBe('missed')
  expect(stateOf(promise, 5, 4)).toBe('watch')
  expect(stateOf(promise, 6, 5)).toBe('on-track')
  expect(stateOf(promise, 6, 4)).toBe('missed')
})

pure('where more meetings are held than were spoken of, no more is asked than was promised', () => {
  expect(stateOf({ times: 4, of: 6 }, 12, 4)).toBe('on-track')
})

test('what a hub member promised is counted over the year before, from the day they came in', async ({ db }) => {
  const { ctx, circles, member, plan } = await livingCalendar(db)
  const dates = ['2026-01-15', '2026-02-12', '2026-03-12']
  for (const [n, date] of dates.entries()) {
    const id = await plan({ format: 'cop-meeting-with-panel', date })
    const then = ctx('nomsa', { at: Temporal.Instant.from(`${date}T16:00:00Z`) })
    await markAttendance(then, { id, present: n === 1 ? [member.nomsa] : [member.nomsa, member.amina], marked: [] })
    await closeEvent(then, { id })
  }
  const learning = await plan({ date: '2026-03-26' })
  const next = await plan({ format: 'cop-meeting-with-panel', date: '2026-04-16' })
  const april = Temporal.Instant.from('2026-04-01T08:00:00Z')

  expect(await myCommitment(ctx('amina', { at: april }), {})).toMatchObject([
    { circle: 'MEL hub', times: 4, of: 6, held: 3, attended: 2, due: 2, state: 'on-track' },
  ])
  expect(await myCommitment(ctx('kagiso', { at: april }), {})).toEqual([])
  expect((await eventPage(ctx('amina', { at: april }), { id: next })).promise).toMatchObject({
    attended: 2,
    held: 3,
    times: 4,
  })
  expect((await eventPage(ctx('amina', { at: april }), { id: learning })).promise).toBeNull()
  expect((await eventPage(ctx('kagiso', { at: april }), { id: next })).promise).toBeNull()

  // Zanele came into the hub in March: only the meeting since then counts.
  await db
    .updateTable('circle_place')
    .set({ since: Temporal.Instant.from('2026-03-01T00:00:00Z') })
    .where('member_id', '=', member.zanele)
    .where('circle_id', '=', circles['mel-hub'].id)
    .execute()
  const { items, promise } = await hubCommitments(ctx('nomsa', { at: april }), { circle: 'mel-hub' })
  expect(promise).toEqual({ times: 4, of: 6 })
  expect(items.map(({ name, held, attended, state }) => [name, held, attended, state])).toEqual([
    ['Amina Otieno', 3, 2, 'on-track'],
    ['Nomsa Dlamini', 3, 3, 'on-track'],
    ['Sipho Ndlovu', 3, 0, 'missed'],
    ['Zanele Mthembu', 1, 0, 'watch'],
  ])
  const year = Temporal.Instant.from('2027-03-20T08:00:00Z')
  expect(await myCommitment(ctx('amina', { at: year }), {})).toMatchObject([{ held: 0, attended: 0 }])
})

test('how others keep their promise is for stewards; a long circle goes on page by page', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  await expect(hubCommitments(ctx('amina'), { circle: 'mel-hub' })).rejects.toMatchObject({
    code: 'events.see-commitments',
  })
  await expect(hubCommitments(ctx(null), { circle: 'mel-hub' })).rejects.toMatchObject({ code: 'sign-in-needed' })
  const first = await hubCommitments(ctx('nomsa'), { circle: 'mel-hub', limit: 3 })
  const rest = await hubCommitments(ctx('nomsa'), { circle: 'mel-hub', limit: 3, after: first.next! })
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual([
    'Amina Otieno',
    'Nomsa Dlamini',
    'Sipho Ndlovu',
    'Zanele Mthembu',
  ])
  expect(rest.next).toBeNull()
})
