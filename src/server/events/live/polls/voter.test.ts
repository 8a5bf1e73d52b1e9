import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { asking, voters } from '#tests/support/polls.ts'
import { closePoll, vote } from './index.ts'

test('anonymous answers of fewer than four people are not told apart, not even by whoever holds the event', async ({
  db,
}) => {
  const world = await livingCalendar(db)
  const { ask, option, seen } = await asking(world, { results: 'live' })
  const yes = await option('Yes')
  for (const [i, name] of voters.slice(0, 4).entries()) {
    await vote(world.during(name), { ...ask, choice: yes })
    for (const reader of ['nomsa', 'kagiso'] as const)
      expect((await seen(reader)).results, `${i + 1} votes`).toMatchObject(
        i < 3
          ? { votes: i + 1, tooFew: true, lines: [] }
          : { votes: 4, tooFew: false, lines: [{ count: 4 }, { count: 0 }] },
      )
  }
})

test('of an anonymous poll that is closed the database cannot tell who said what', async ({ db }) => {
  const world = await livingCalendar(db)
  const { id, ask, option } = await asking(world)
  const choices = [await option('Yes'), await option('No')]
  for (const [i, name] of voters.entries()) await vote(world.during(name), { ...ask, choice: choices[i % 2] })
  const { secret } = await db.selectFrom('poll').select('secret').where('id', '=', ask.poll).executeTakeFirstOrThrow()
  const order = async () =>
    (
      await sql<{ voter: Buffer; at: unknown; member_id: string | null; participant_id: string | null; xmin: string }>`
    select voter, at, member_id, participant_id, xmin::text from poll_vote where poll_id = ${ask.poll} order by ctid`.execute(
        db,
      )
    ).rows
  expect((await order()).every((row) => row.at === null && row.member_id === null && row.participant_id === null)).toBe(
    true,
  )

  await closePoll(world.during('nomsa'), ask)

  const closed = await order()
  expect(closed).toHaveLength(5)
  // All rows are of one transaction, and no name of a voter can be made from anything that is still there.
  expect(new Set(closed.map(({ xmin }) => xmin)).size).toBe(1)
  const participants = await db
    .selectFrom('live_participant')
    .select(['id', 'member_id'])
    .where('event_id', '=', id)
    .execute()
  const kept = await db.selectFrom('poll').selectAll().where('id', '=', ask.poll).executeTakeFirstOrThrow()
  expect(kept.secret).toBeNull()
  const names = new Set(closed.map(({ voter }) => voter.toString('hex')))
  for (const key of [secret!, Buffer.from(ask.poll), Buffer.from(id), Buffer.from(world.during('nomsa').site.secret)])
    for (const { id: participant, member_id } of participants)
      for (const who of [`member:${member_id}`, `participant:${participant}`])
        expect(names.has(createHmac('sha256', key).update(who).digest().subarray(0, 16).toString('hex'))).toBe(false)
  // Nor do facts tell: of the poll only that it was opened and closed, and of people only that they came.
  const facts = await db
    .selectFrom('fact')
    .select(['kind', 'member_id', 'payload'])
    .where('subject_id', '=', id)
    .execute()
  expect(
    facts
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('poll.'))
      .toSorted(),
  ).toEqual(['poll.closed', 'poll.opened'])
  expect(JSON.stringify(facts)).not.toContain(choices[0])
})

test('of a named poll who voted is a fact of theirs, once', async ({ db }) => {
  const world = await livingCalendar(db)
  const { ask, option } = await asking(world, { anonymous: 'false' as never })
  for (const label of ['Yes', 'No']) await vote(world.during('amina'), { ...ask, choice: await option(label) })
  expect(await db.selectFrom('fact').select('member_id').where('kind', '=', 'poll.voted').execute()).toEqual([
    { member_id: world.member.amina },
  ])
})
