/** Who may call what: every verb and query of the API, tried on things that are really there by people who may not. */
import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { now, type Name } from '#tests/support/people.ts'
import { exampleOf, schemaOf } from './api/index.ts'
import { apiCallables } from './callables.ts'
import { askToJoin, invite } from './communities/index.ts'
import type { DB } from './database.gen.ts'
import { comment, keepVersion, share, start } from './design/index.ts'
import { CopseError } from './errors.ts'
import { newId } from './foundations/id.ts'
import { writeMail } from './foundations/mail/index.ts'

type Fields = Record<string, unknown>

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
  expect(await whatGetsThrough(db, null)).toEqual(everybody.toSorted())
})

test.for<Name>(['grace', 'joseph', 'pieter'])(
  '%s, who has an account and is no member, joins and sees to their own',
  async (name, { db }) => {
    expect(await whatGetsThrough(db, name)).toEqual(signedIn.toSorted())
  },
)

test('a member of the wider circle does what members do, and nothing for the hub or for stewards', async ({ db }) => {
  const members = [
    'communities.directory',
    'communities.leave',
    'communities.member',
    'communities.onboarding',
    'communities.roles',
    'communities.tell-profile',
    'communities.tick-step',
    'events.my-commitment',
    'events.my-feed',
    'events.renew-feed',
    'events.stop-feed',
    'learning.dashboard',
    'learning.indicator',
    'learning.rings',
  ]
  expect(await whatGetsThrough(db, 'kagiso')).toEqual([...signedIn, ...members].toSorted())
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
async function whatGetsThrough(db: Kysely<DB>, name: Name | null, designer: Name = 'nomsa'): Promise<string[]> {
  const world = await fullWorld(db, designer)
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

/** Example fields, with the names of what is really there. */
function fieldsFor(things: Record<string, Fields>, called: string): Fields {
  const schema = schemaOf(apiCallables.get(called)!)
  const names = new Set(Object.keys(schema.properties ?? {}))
  const real = { ...things[called.split('.')[0]!], ...things[called] }
  return {
    ...(exampleOf(schema) as Fields),
    ...Object.fromEntries(Object.entries(real).filter(([field]) => names.has(field))),
  }
}

/** Thuto M&E with one of everything that a call can be about: an event of the hub, an invitation, a request, a design … */
async function fullWorld(db: Kysely<DB>, designer: Name) {
  const world = await livingCalendar(db)
  const nomsa = world.ctx('nomsa')
  const in_ = { community_id: world.community.id }
  const event = await world.plan({ circle: world.circles['mel-hub'].id })
  const { invitation } = await invite(nomsa, { email: 'lerato@example.org', circle: 'wider-circle' })
  await db.updateTable('circle').set({ policy: 'approval' }).where('id', '=', world.circles['mel-hub'].id).execute()
  await askToJoin(world.ctx('ayesha'), { circle: 'mel-hub' })
  const { id: request } = await db.selectFrom('join_request').select('id').executeTakeFirstOrThrow()
  const { id: term } = await db
    .selectFrom('role_term')
    .select('id')
    .where('community_id', '=', world.community.id)
    .where('role', '=', 'sponsor')
    .executeTakeFirstOrThrow()
  const step = newId(now)
  await db
    .insertInto('onboarding_step')
    .values({ ...in_, id: step, key: 'say-hello', position: 1, title: 'Say hello' })
    .execute()
  const item = newId(now)
  await db
    .insertInto('checklist_item')
    .values({
      ...in_,
      id: item,
      key: 'charter',
      text: 'Agree on the charter',
      due_on: '2026-03-01',
      owner: 'coordinator',
      position: 1,
    })
    .execute()
  const letter = await writeMail(
    nomsa,
    { email: 'a@example.org', locale: 'en' },
    { subject: 'Hello', blocks: [], why: 'why' },
    { kind: 'test' },
  )
  const { design } = await start(world.ctx(designer), { example: '02-national-network' })
  const { version } = await keepVersion(world.ctx(designer), { design })
  const { comment: said } = await comment(world.ctx(designer), { design, text: 'Good.' })
  const { share: link, url } = await share(world.ctx(designer), { design, may: 'read' })
  const things: Record<string, Fields> = {
    communities: { circle: 'wider-circle', invitation, request, term, step, member: world.member.amina },
    'communities.ask-to-join': { circle: 'mel-hub' },
    events: {
      id: event,
      circle: 'mel-hub',
      position: 1,
      format: 'peer-clinic',
      date: '2026-04-09',
      present: [world.member.amina],
    },
    design: { design, version, comment: said, link, token: url.split('/').at(-1) },
    'design.override': { decision: 'cadence.peer-clinic', value: 'monthly' },
    launch: { design, version, slug: 'new-community', name: 'New community' },
    learning: { indicator: 'ind-act-01' },
    stewardship: { item, letter },
  }
  return { ...world, things }
}
