import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { changeFormat, startFrom } from '../index.ts'

test('a new clinic begins with the agenda cut to its length, and with what was usual the last time', async ({ db }) => {
  const { ctx, plan, circles } = await livingCalendar(db)
  await plan({ format: 'peer-clinic', time: '15:30', place: 'phone', circle: circles['mel-hub'].id })
  const start = await startFrom.run(ctx('nomsa'), { format: 'peer-clinic', minutes: '45' })
  expect(start.usual).toEqual({ place: 'phone', time: '15:30', circle: 'mel-hub' })
  expect(start.agenda.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(45)
  expect(start.advice).toEqual([])
})

test('the first event of a format follows from the format; the pre-brief of the hub is for the hub', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  expect((await startFrom(ctx('nomsa'), { format: 'mel-hub-pre-brief' })).usual).toMatchObject({ circle: 'mel-hub', place: 'online' }) // prettier-ignore
  expect((await startFrom(ctx('nomsa'), { format: 'annual-retreat' })).usual).toMatchObject({
    circle: '',
    place: 'room',
  })
  await changeFormat(ctx('nomsa'), { key: 'webinar', circle: 'wider-circle' })
  expect((await startFrom(ctx('nomsa'), { format: 'webinar' })).usual.circle).toBe('wider-circle')
})

test('advice is given where length or places do not fit the format', async ({ db }) => {
  const { ctx } = await livingCalendar(db)
  const adviceFor = async (given: object) =>
    (await startFrom.run(ctx('nomsa'), { format: 'peer-clinic', ...given })).advice
  expect(await adviceFor({ capacity: '30' })).toEqual([{ kind: 'many', places: 30, min: 4, max: 12, ideal: 7 }])
  expect(await adviceFor({ capacity: '2', minutes: '20' })).toMatchObject([
    { kind: 'short', minutes: 20, usual: 60 },
    { kind: 'few', places: 2 },
  ])
  expect(await adviceFor({ minutes: '180' })).toMatchObject([{ kind: 'long' }])
  // Two cases take longer, and are meant to.
  expect(await adviceFor({ variant: 'two-cases', minutes: '90' })).toEqual([])
  await expect(startFrom(ctx('kagiso'), { format: 'peer-clinic' })).rejects.toMatchObject({ code: 'events.plan' })
})
