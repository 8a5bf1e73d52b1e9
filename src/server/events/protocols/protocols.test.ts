import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import { endProtocol, nextStep, openRoom, protocols, runningProtocol, startMeeting, startProtocol } from '../index.ts'
import { stepsOf } from './steps.ts'

test('later rounds that are told in one line get the turns of the first', () => {
  const steps = stepsOf([
    { title: 'Set up', minutes: 3 },
    { title: 'Round 1: client', minutes: 2 },
    { title: 'Round 1: consultants', minutes: 4 },
    { title: 'Round 2', minutes: 6 },
    { title: 'Round 3', minutes: 9 },
  ])
  expect(steps.map(({ title, minutes }) => [title, minutes])).toEqual([
    ['Set up', 3],
    ['Round 1: client', 2],
    ['Round 1: consultants', 4],
    ['Round 2: client', 2],
    ['Round 2: consultants', 4],
    ['Round 3', 9],
  ])
})

test('a troika runs inside a meeting: everybody sees the step and its minutes, two who press at once move one step', async ({
  db,
}) => {
  const { during, plan } = await livingCalendar(db)
  const id = await plan()
  await openRoom(during('sipho'), { id })
  await startMeeting(during('sipho'), { id })
  const known = await protocols(during('sipho'), { id })
  expect(known.find(({ key }) => key === 'troika-consulting')).toMatchObject({ minutes: 30 })
  expect(known.find(({ key }) => key === 'troika-consulting')!.steps).toHaveLength(13)
  expect(known.map(({ key }) => key)).toContain('peer-clinic')
  await startProtocol(during('sipho'), { id, protocol: 'troika-consulting' })
  expect(await runningProtocol(during('kagiso'), { id })).toMatchObject({
    step: 0,
    began: sessionStart.add({ minutes: 10 }).toString(),
    until: sessionStart.add({ minutes: 13 }).toString(),
  })
  expect(await nextStep(during('sipho'), { id, from: 0 })).toEqual({ step: 1 })
  await expect(nextStep(during('nomsa'), { id, from: 0 })).rejects.toMatchObject({ code: 'meet.step-moved' })
  for (let from = 1; from < 12; from++) await nextStep(during('sipho'), { id, from })
  expect(await nextStep(during('sipho'), { id, from: 12 })).toEqual({ step: null })
  expect(await runningProtocol(during('kagiso'), { id })).toBeNull()
  await startProtocol(during('sipho'), { id, protocol: 'peer-clinic' })
  await endProtocol(during('sipho'), { id })
  expect(await runningProtocol(during('kagiso'), { id })).toBeNull()
  for (const verb of [
    startProtocol(during('amina'), { id, protocol: 'peer-clinic' }),
    endProtocol(during('amina'), { id }),
  ])
    await expect(verb).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(startProtocol(during('sipho'), { id, protocol: 'webinar' })).rejects.toMatchObject({ kind: 'not-found' })
})
