import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { emailOf } from '#tests/support/people.ts'
import { rsvp } from '../../index.ts'
import { joinRoom, openRoom } from '../index.ts'
import { closePollInTime, mailPoll, pollPage, voteByMail, openPoll, polls, preparePoll, vote } from './index.ts'

test('whoever had answered the event and was not there is asked by mail, and votes once by a link that is theirs', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const id = await world.plan()
  for (const name of ['amina', 'kagiso'] as const) await rsvp(world.ctx(name), { id, answer: 'yes' })
  await openRoom(world.during('nomsa'), { id })
  await joinRoom(world.during('amina'), { id })
  const { poll } = await preparePoll(world.during('nomsa'), {
    id,
    kind: 'single',
    question: 'Again?',
    options: ['Yes', 'No'],
  })
  await openPoll(world.after('nomsa'), { id, poll, days: 7 })
  const fact = await db.selectFrom('fact').selectAll().where('kind', '=', 'poll.opened').executeTakeFirstOrThrow()
  const job = { ...world.after(null), actor: null }
  const asked = {
    id: fact.id,
    kind: 'poll.opened',
    at: fact.at,
    actorId: null,
    memberId: null,
    subjectId: id,
    payload: fact.payload as never,
  } as const
  await mailPoll(job, asked)
  await mailPoll(job, asked)
  const mails = await db.selectFrom('mail').select(['to_address', 'text']).where('kind', '=', 'event-poll').execute()
  expect(mails.map(({ to_address }) => to_address)).toEqual([emailOf('kagiso')])

  const token = /\/in\/poll\/[\da-f-]+\/(\S+)/.exec(mails[0]!.text)![1]!
  const door = { ...world.after(null), community: null }
  const page = await pollPage(door, poll, token)
  expect([page.open, page.poll.question]).toEqual([true, 'Again?'])
  const [yes, no] = page.poll.options.map((option) => option.id)
  await voteByMail(door, poll, token, { choice: yes })
  await voteByMail(door, poll, token, { choice: no })
  await vote(world.after('kagiso'), { id, poll, choice: yes })
  const seen = (await polls(world.after('nomsa'), { id })).polls.find((each) => each.id === poll)
  expect(seen!.votes).toBe(1)
  await expect(
    pollPage(
      door,
      poll,
      token.replace(/^./, (sign) => (sign === 'a' ? 'b' : 'a')),
    ),
  ).rejects.toMatchObject({ code: 'live.poll' })

  const later = (days: number) => ({ ...door, now: door.now.add({ hours: 24 * days }) })
  await expect(voteByMail(later(8), poll, token, { choice: yes })).rejects.toMatchObject({ code: 'live.poll-closed' })
  await closePollInTime({ ...later(8), community: world.community }, poll)
  expect(
    await db.selectFrom('poll').select(['state', 'secret']).where('id', '=', poll).executeTakeFirstOrThrow(),
  ).toEqual({ state: 'closed', secret: null })
})
