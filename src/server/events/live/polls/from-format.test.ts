import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  agendaToEdit,
  arrangeAgenda,
  changeFormat,
  formatPage,
  planEvent,
  pollsToPrepare,
  saveAgendaAsTemplate,
} from '../../index.ts'
import { changePoll, dropPoll, preparePoll } from './index.ts'

test('an event finds the polls of its format prepared, each with its part, wherever that part is moved', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const id = await world.plan({ format: 'webinar' })
  const nomsa = world.ctx('nomsa')
  const told = async () => {
    const { parts, polls } = await pollsToPrepare(nomsa, { id })
    return polls.map(({ segment, kind, state }) => [
      parts.find(({ position }) => position === segment)?.title,
      kind,
      state,
    ])
  }
  const prepared = [
    ['Poll', 'single', 'draft'],
    ['Poll', 'scale', 'draft'],
    ['Pulse', 'open', 'draft'],
  ]
  expect(await told()).toEqual(prepared)
  const { parts } = await agendaToEdit(nomsa, { id })
  expect(parts.map(({ polls }) => polls)).toEqual([0, 2, 0, 0, 0, 0, 1])
  await arrangeAgenda(nomsa, { id, down: parts[1]!.id })
  expect(await told()).toEqual(prepared)
  // A part that is taken away leaves its polls to be asked at any time.
  await arrangeAgenda(nomsa, { id, remove: parts[1]!.id })
  expect((await told()).map(([part]) => part)).toEqual([undefined, undefined, 'Pulse'])
})

test('what was prepared is changed as it was typed, moved to another part, and taken away', async ({ db }) => {
  const world = await livingCalendar(db)
  const id = await world.plan({ format: 'webinar' })
  const nomsa = world.ctx('nomsa')
  const { polls } = await pollsToPrepare(nomsa, { id })
  const { id: poll, state: _, segment: __, ...typed } = polls[0]!
  expect(typed).toMatchObject({
    results: 'live',
    anonymous: true,
    options: expect.arrayContaining(['I am new to M&E']),
  })
  await changePoll.run(nomsa, { ...typed, id, poll, options: 'Yes\nNo', segment: '3' })
  expect((await pollsToPrepare(nomsa, { id })).polls[0]).toMatchObject({ options: ['Yes', 'No'], segment: 3 })
  await expect(changePoll.run(nomsa, { ...typed, id, poll, segment: '99' })).rejects.toMatchObject({
    issues: [{ path: ['segment'] }],
  })
  await dropPoll(nomsa, { id, poll })
  expect((await pollsToPrepare(nomsa, { id })).polls).toHaveLength(2)
  await expect(pollsToPrepare(world.ctx('amina'), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(pollsToPrepare(world.ctx('joseph'), { id })).rejects.toMatchObject({ kind: 'not-found' })
})

test('a steward gives a format polls of its own; what could not be asked is said at its field', async ({ db }) => {
  const world = await livingCalendar(db)
  const nomsa = world.ctx('nomsa')
  const part = { minutes: 60, title: 'Debate', mode: 'panel', lead: 'facilitator' }
  const quiz = { kind: 'quiz', question: 'Which one is biased?', options: 'The first\n*The second' }
  const change = (polls: object[]) =>
    changeFormat.run(nomsa, {
      key: 'webinar',
      segments: [{ ...part, polls: [...polls, { kind: 'single', question: '' }] }],
    })
  for (const [poll, path, code] of [
    [{ ...quiz, options: 'One' }, 'options', 'live.options-few'],
    [
      { kind: 'dates', question: 'When?', options: '2026-04-01 10:00\n2026-04-02 10:00' },
      'kind',
      'live.dates-in-format',
    ],
    [{ kind: 'scale', question: 'How much?', low: '5', high: '1' }, 'high', 'live.scale'],
  ] as const)
    await expect(change([poll])).rejects.toMatchObject({
      issues: [{ path: ['segments', 0, 'polls', 0, path], code }],
    })
  await change([quiz])
  expect((await formatPage(nomsa, { key: 'webinar' })).segments[0]!.polls).toMatchObject([{ question: quiz.question }])
  const { id } = await planEvent(nomsa, { format: 'webinar', title: 'Bias', date: '2026-03-20', time: '10:00' })
  expect((await pollsToPrepare(nomsa, { id })).polls).toMatchObject([
    { kind: 'quiz', options: ['The first', '*The second'], segment: 1 },
  ])
})

test('an agenda that becomes the template of its format takes its polls with it', async ({ db }) => {
  const world = await livingCalendar(db)
  const nomsa = world.ctx('nomsa')
  const id = await world.plan()
  await preparePoll.run(nomsa, { id, kind: 'words', question: 'One word for today?', segment: '2', results: 'live' })
  await saveAgendaAsTemplate(nomsa, { id })
  const polls = (await formatPage(nomsa, { key: 'monthly-learning-session' })).segments.map(({ polls }) => polls.length)
  expect(polls[1]).toBe(1)
  expect(polls.at(-1)).toBe(1)
  const next = await world.plan({ date: '2026-04-09' })
  expect((await pollsToPrepare(nomsa, { id: next })).polls.map(({ question }) => question)).toContain(
    'One word for today?',
  )
})
