import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import { assignFacilitator, cancelEvent, holdersDue, wrapUp } from './index.ts'

test('an event that is over waits for whoever facilitates it, and for stewards when nobody does or a day has passed', async ({
  db,
}) => {
  const { ctx, after, member, plan } = await livingCalendar(db)
  const [mine, nobodys, off] = [await plan(), await plan({ time: '09:00' }), await plan({ time: '08:00' })]
  await assignFacilitator(ctx('nomsa'), { id: mine, member: member.sipho })
  await cancelEvent(ctx('nomsa'), { id: off, reason: 'ill' })
  const ids = async (name: 'nomsa' | 'sipho', hours: number) =>
    (await holdersDue(ctx(name, { at: sessionStart.add({ hours }) }), {})).toClose.map(({ id }) => id)
  expect(await ids('sipho', 0)).toEqual([nobodys])
  expect(await ids('sipho', 3)).toEqual([mine, nobodys])
  expect(await ids('nomsa', 3)).toEqual([nobodys])
  expect(await ids('nomsa', 30)).toEqual([mine, nobodys])
  expect(await ids('nomsa', 24 * 31)).toEqual([])
  await wrapUp.run(after('nomsa'), { id: nobodys, present: [member.amina], publish: 'on' })
  expect(await ids('nomsa', 3)).toEqual([])
  for (const name of ['kagiso', 'joseph'] as const)
    await expect(holdersDue(ctx(name), {})).rejects.toMatchObject({ code: 'events.plan' })
})
