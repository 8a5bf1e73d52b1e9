import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { newId } from '../../foundations/id.ts'
import { closePoll, markAttendance, openPoll, openRoom, polls, preparePoll, vote } from '../index.ts'
import { closing } from './index.ts'
import { held } from '#tests/support/records.ts'

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

test('dates are told in words, and what nobody answered without its options', async ({ db }) => {
  const { during, after, plan, member } = await livingCalendar(db)
  const id = await plan()
  await openRoom(during('nomsa'), { id, door: 'members' })
  const dates = {
    id,
    kind: 'dates',
    question: 'When next?',
    options: ['2026-05-12 14:00', '2026-05-13 09:00'],
  } as const
  const { poll } = await preparePoll(during('nomsa'), dates)
  await openPoll(during('nomsa'), { id, poll })
  const { options } = (await polls(during('nomsa'), { id })).polls.find((each) => each.id === poll)!
  for (const name of ['amina', 'kagiso', 'sipho', 'zanele'] as const) {
    await vote(during(name), { id, poll, dates: { [options[0]!.id]: 'yes', [options[1]!.id]: 'no' } })
  }
  await closePoll(during('nomsa'), { id, poll })
  const { poll: silent } = await preparePoll(during('nomsa'), { ...dates, kind: 'single', question: 'And then?' })
  await openPoll(during('nomsa'), { id, poll: silent })
  await closePoll(during('nomsa'), { id, poll: silent })
  await markAttendance(after('nomsa'), { id, present: [member.amina] })
  const { sections } = await closing(after('nomsa'), { id })
  const told = sections.find(({ key }) => key === 'polls')?.text
  expect(told).toContain('When next? (4 answers)\n- Tuesday 12 May 2026, 14:00: 4 (100%)')
  expect(told).toMatch(/^And then\? \(nobody answered\)$/m)
  expect(told).not.toContain('2026-05-12')
})
