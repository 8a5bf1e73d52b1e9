/** Who may call what: every verb and query of the API, tried on things that are really there by people who may not. */
import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { fieldsFor } from '#tests/support/fields-for.ts'
import { hubs } from '#tests/support/full-calendar.ts'
import { hubTopic } from '#tests/support/full-discussion.ts'
import { fullWorld } from '#tests/support/full-world.ts'
import type { Name } from '#tests/support/people.ts'
import { apiCallables } from './callables.ts'
import type { DB } from './database.gen.ts'
import { CopseError } from './errors.ts'

/** What a visitor may: read what is public (of their own unanswered events there are none), and try a design. */
const everybody = [
  'communities.front-door',
  'communities.listed',
  'design.mine',
  'design.open-share',
  'design.start',
  'events.calendar',
  'events.filters',
  'events.unanswered',
  'events.upcoming-open',
]
/** What opens to a secret that only somebody's letter carries, and to nothing else: whoever they are signed in as. */
const byLetter = [
  'events.answer-as-guest',
  'events.answer-offer',
  'events.check-in-as-guest',
  'events.erase-guest',
  'events.guest',
  'events.guest-certificate',
  'events.guest-file',
  'events.issue-guest-certificate',
  'events.offer',
  'live.join-as-guest',
]
/** What an account adds: oneself, joining, and the designs that one was given a link to. */
const signedIn = [
  ...everybody,
  'communities.ask-to-join',
  'communities.join',
  'communities.mine',
  'people.change-me',
  'people.me',
  'people.my-data',
]

const forAdministrators = ['launch.launch']

test('a stranger reads what is public', async ({ db }) => {
  expect(await whatGetsThrough(db, null)).toEqual([...everybody, ...byLetter].toSorted())
})

test('nobody gets through by a secret that is made up, not even the coordinator', async ({ db }) => {
  const world = await fullWorld(db, 'nomsa')
  for (const called of byLetter) {
    const fields = { ...fieldsFor(world.things, called), token: 'a secret that nobody wrote in any letter' }
    for (const name of [null, 'kagiso', 'nomsa'] as const)
      await expect(apiCallables.get(called)!.run(world.ctx(name), fields), called).rejects.toMatchObject({
        kind: 'not-found',
      })
  }
})

test.for<Name>(['grace', 'joseph', 'pieter'])(
  '%s, who has an account and is no member, joins and sees to their own',
  async (name, { db }) => {
    expect(await whatGetsThrough(db, name)).toEqual([...signedIn, ...byLetter].toSorted())
  },
)

/** What membership adds: oneself, the directory, and lists of what one may read. */
const members = [
  'communities.directory',
  'communities.leave',
  'communities.member',
  'communities.onboarding',
  'communities.roles',
  'communities.tell-profile',
  'communities.tick-step',
  'discussion.channels-to-start',
  'discussion.topics',
  'events.actions',
  'events.calls',
  'events.choose-mail',
  'events.decisions',
  'events.format',
  'events.format-book',
  'events.mail-choice',
  'events.my-actions-due',
  'events.my-commitment',
  'events.my-feed',
  'events.my-hours',
  'events.records',
  'events.renew-feed',
  'events.series-list',
  'events.stop-feed',
  'learning.dashboard',
  'learning.indicator',
  'learning.rings',
]
/** What an event and a channel for everybody add: coming, taking part while it runs, reading what it left; talking. */
const comers = [
  'discussion.follow',
  'discussion.post',
  'discussion.reply',
  'discussion.start-topic',
  'discussion.topic',
  'events.call',
  'events.check-in',
  'events.choose-session',
  'events.event',
  'events.file',
  'events.lead-segment',
  'events.materials',
  'events.my-certificate',
  'events.programme',
  'events.propose',
  'events.record',
  'events.rsvp',
  'events.series',
  'events.withdraw',
  'live.add-note',
  'live.answer-pulse',
  'live.ask',
  'live.groups',
  'live.join',
  'live.notes',
  'live.polls',
  'live.protocol',
  'live.pulse-form',
  'live.questions',
  'live.room',
  'live.support-answer',
  'live.upvote',
  'live.vote',
]

test('a member of the wider circle does what members do, and nothing for the hub or for stewards', async ({ db }) => {
  expect(await whatGetsThrough(db, 'kagiso')).toEqual([...signedIn, ...byLetter, ...members].toSorted())
})

test('where events and channels are for everybody they take part, and run nothing', async ({ db }) => {
  const through = await whatGetsThrough(db, 'kagiso', 'nomsa', 'everybody')
  expect(through).toEqual([...signedIn, ...byLetter, ...members, ...comers].toSorted())
})

test('the lists that the wider circle reads have nothing of the hub in them', async ({ db }) => {
  const world = await fullWorld(db, 'nomsa')
  const lists = ['actions', 'calendar', 'calls', 'decisions', 'my-actions-due', 'records', 'series-list', 'unanswered']
  const read = async (name: Name) => {
    const run = (called: string) => apiCallables.get(`events.${called}`)!.run(world.ctx(name), { view: 'open' })
    const talk = apiCallables.get('discussion.topics')!.run(world.ctx(name), {})
    return JSON.stringify(await Promise.all([...lists.map(run), talk]))
  }
  const [kagiso, nomsa] = [await read('kagiso'), await read('nomsa')]
  const theirs = [...hubs, hubTopic]
  expect(theirs.filter((text) => kagiso.includes(text))).toEqual([])
  expect(theirs.filter((text) => !nomsa.includes(text))).toEqual([])
})

test('for the coordinator every call of the community gets through, so that nothing above was refused for want of something', async ({
  db,
}) => {
  const through = await whatGetsThrough(db, 'nomsa')
  expect([...apiCallables.keys()].filter((called) => !through.includes(called))).toEqual(forAdministrators)
})

test('an administrator launches', async ({ db }) => {
  const through = await whatGetsThrough(db, 'ruth', 'ruth')
  expect(forAdministrators.filter((called) => !through.includes(called))).toEqual([])
})

/** The calls that are not refused to somebody at the door of Thuto M&E; each is undone before the next. */
async function whatGetsThrough(
  db: Kysely<DB>,
  name: Name | null,
  designer: Name = 'nomsa',
  eventsFor?: 'mel-hub' | 'everybody',
): Promise<string[]> {
  const world = await fullWorld(db, designer, eventsFor)
  const through: string[] = []
  for (const [called, callable] of apiCallables) {
    const fields = fieldsFor(world.things, called)
    const undone = new Error('undone')
    const outcome = await db
      .transaction()
      .execute(async (trx) => {
        await callable.run({ ...world.ctx(name), db: trx }, fields)
        throw undone
      })
      .catch((error: unknown) => error)
    if (outcome !== undone && !(outcome instanceof CopseError)) throw outcome
    if (outcome instanceof CopseError && outcome.kind === 'invalid')
      throw new Error(`${called} was given something that does not fit: ${JSON.stringify(outcome)}`)
    // Whoever is told that things have moved on was not refused.
    if (outcome === undone || (outcome as CopseError).kind === 'conflict') through.push(called)
  }
  return through.toSorted()
}
