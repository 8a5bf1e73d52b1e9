import type { RequestEvent } from '@sveltejs/kit'
import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import { words } from '#i18n/index.ts'
import { arrive } from '#server/arrive.ts'
import type { DB } from '#server/database.gen.ts'
import { openPoll, openRoom, preparePoll } from '#server/events/index.ts'
import { hashOf, newId } from '#server/foundations/id.ts'
import { test } from '#tests/support/database.ts'
import { withCalendar } from '#tests/support/events.ts'
import { livingCommunity, now, type Name } from '#tests/support/people.ts'
import { answerCall } from './api.ts'
import { communityOfCall, tokenOf } from './program.ts'

interface Sent {
  method?: string
  /** After `/api/v1/`. */
  at: string
  token?: string | undefined
  headers?: Record<string, string>
  body?: unknown
  locale?: 'en' | 'fr'
}

/** A call as it comes through the porch. */
async function call(db: Kysely<DB>, { method, at, token, headers = {}, body, locale = 'en' }: Sent) {
  const url = new URL(`http://copse.test/api/v1/${at}`)
  const request = new Request(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const { ctx } = await living(db)
  const shown = tokenOf(request)
  const arrived = await arrive(db, shown ? { tokenHash: hashOf(shown) } : {}, communityOfCall({ url, request }), now)
  const locals = { ctx: { ...ctx(null), ...arrived, locale }, w: words(locale), flash: null }
  const response = await answerCall({
    url,
    request,
    locals,
    params: { call: url.pathname.slice('/api/v1/'.length) },
  } as unknown as RequestEvent)
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    headers: response.headers,
    body: await response.json(),
  }
}

const known = new WeakMap<Kysely<DB>, ReturnType<typeof livingCommunity>>()

function living(db: Kysely<DB>) {
  if (!known.has(db)) known.set(db, livingCommunity(db))
  return known.get(db)!
}

async function tokenFor(db: Kysely<DB>, name: Name, ...scopes: string[]): Promise<string> {
  const { person } = await living(db)
  const token = `copse_${name}_${scopes.join('_')}`
  await db
    .insertInto('personal_token')
    .values({ id: newId(now), person_id: person[name], name: 'test', hash: hashOf(token), scopes, created_at: now })
    .execute()
  return token
}

test('a query answers a token with the rights of its person, and notes that the token was used', async ({ db }) => {
  const token = await tokenFor(db, 'amina', 'read')
  const { status, type, body } = await call(db, { at: 'people.me', token })
  expect({ status, type }).toEqual({ status: 200, type: 'application/json' })
  expect(body).toMatchObject({ name: 'Amina Otieno', memberships: [{ slug: 'thuto' }] })
  expect(await db.selectFrom('personal_token').select('last_used_at').execute()).toEqual([{ last_used_at: now }])
})

test('without a token a call has the rights of a visitor, whatever cookies come with it', async ({ db }) => {
  const { status, headers, type, body } = await call(db, {
    at: 'people.me',
    headers: { cookie: 'copse.session_token=x' },
  })
  expect({ status, type, asks: headers.get('www-authenticate') }).toEqual({
    status: 401,
    type: 'application/problem+json',
    asks: 'Bearer',
  })
  expect(body).toMatchObject({ code: 'sign-in-needed', status: 401, type: 'http://copse.test/api/v1#problem-401' })
  expect((await call(db, { at: 'communities.front-door?community=thuto' })).status).toBe(200)
})

test('a token that does not work is told so, even where a visitor might read', async ({ db }) => {
  const { status, headers, body } = await call(db, {
    at: 'communities.front-door?community=thuto',
    token: 'copse_gone',
  })
  expect({ status, code: body.code, asks: headers.get('www-authenticate') }).toEqual({
    status: 401,
    code: 'api.bad-token',
    asks: 'Bearer error="invalid_token"',
  })
  expect((await call(db, { at: 'people.me', headers: { authorization: 'Basic YTpi' } })).body.code).toBe(
    'api.bad-token',
  )
})

test('the scope of a token is the end of its reach', async ({ db }) => {
  const reader = await tokenFor(db, 'amina', 'read')
  const other = await tokenFor(db, 'amina', 'events:write')
  const writer = await tokenFor(db, 'amina', 'people:write')
  for (const token of [reader, other]) {
    expect(await call(db, { at: 'people.change-me', token, body: { name: 'Amina O.' } })).toMatchObject({
      status: 403,
      body: { code: 'token-scope', params: { verb: 'people.change-me' } },
    })
  }
  expect(await call(db, { at: 'people.change-me', token: writer, body: { name: 'Amina O.' } })).toMatchObject({
    status: 200,
    body: { name: 'Amina O.' },
  })
})

test('the community is named in the address, by a header or in the body', async ({ db }) => {
  const token = await tokenFor(db, 'amina', 'read')
  const ways: Sent[] = [
    { at: 'communities.directory?community=thuto' },
    { at: 'communities.directory', headers: { 'copse-community': 'thuto' } },
    { at: 'communities.directory', body: { community: 'thuto' } },
  ]
  for (const way of ways)
    expect((await call(db, { ...way, token })).body.items.map(({ name }: { name: string }) => name)).toContain(
      'Kagiso Molefe',
    )
  expect(await call(db, { at: 'communities.directory?community=nowhere', token })).toMatchObject({
    status: 404,
    body: { code: 'community' },
  })
  expect((await call(db, { at: 'communities.directory', token })).status).toBe(403)
})

test('a member of another community gets nothing of this one', async ({ db }) => {
  const token = await tokenFor(db, 'joseph', 'write')
  for (const at of ['communities.directory?community=thuto', 'learning.dashboard?community=thuto'])
    expect([401, 403, 404], at).toContain((await call(db, { at, token })).status)
  expect((await call(db, { at: 'communities.leave', token, body: { community: 'thuto' } })).status).toBe(403)
})

test('the same call with the same key is done once; another call with it is refused', async ({ db }) => {
  const token = await tokenFor(db, 'nomsa', 'write')
  const invite = {
    at: 'communities.invite',
    token,
    headers: { 'idempotency-key': '"first"' },
    body: { community: 'thuto', email: 'lerato@example.org', circle: 'wider-circle' },
  }
  const first = await call(db, invite)
  const second = await call(db, invite)
  expect(first.status).toBe(200)
  expect(second.body).toEqual(first.body)
  expect(await db.selectFrom('invitation').select('id').execute()).toHaveLength(1)
  expect(await call(db, { ...invite, body: { ...invite.body, email: 'other@example.org' } })).toMatchObject({
    status: 409,
    body: { code: 'once-differs' },
  })
})

test('a call without fields needs no body', async ({ db }) => {
  const token = await tokenFor(db, 'kagiso', 'write')
  expect(await call(db, { at: 'communities.leave?community=thuto', method: 'POST', token })).toMatchObject({
    status: 200,
    body: { left: true },
  })
})

test('a call that failed may be sent again with its key', async ({ db }) => {
  const token = await tokenFor(db, 'nomsa', 'write')
  const sent = { at: 'communities.invite', token, headers: { 'idempotency-key': 'first' } }
  expect(
    (await call(db, { ...sent, body: { community: 'thuto', email: 'lerato', circle: 'wider-circle' } })).status,
  ).toBe(422)
  expect(
    (await call(db, { ...sent, body: { community: 'thuto', email: 'lerato@example.org', circle: 'wider-circle' } }))
      .status,
  ).toBe(200)
})

test('every wrong field is named at once, in the language that was asked for', async ({ db }) => {
  const token = await tokenFor(db, 'nomsa', 'write')
  const { status, body, headers } = await call(db, {
    at: 'communities.invite',
    token,
    body: { community: 'thuto', email: 'lerato' },
    locale: 'fr',
  })
  expect({ status, language: headers.get('content-language') }).toEqual({ status: 422, language: 'fr' })
  expect(body.issues).toEqual([
    { field: 'email', code: 'field.email', detail: 'Une adresse électronique comme amina@example.org.' },
    { field: 'circle', code: 'invalid_type', detail: 'Ceci est nécessaire.' },
  ])
})

test.for([
  ['an unknown call', { at: 'events.nothing' }, 404, 'api.unknown-call'],
  ['a call that is not for programs', { at: 'people.set-password', body: {} }, 404, 'api.unknown-call'],
  ['reading with a verb', { at: 'people.change-me' }, 405, 'api.method'],
  ['deleting', { at: 'people.me', method: 'DELETE' }, 405, 'api.method'],
  [
    'a form',
    { at: 'people.change-me', body: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'api.not-json',
  ],
  ['broken JSON', { at: 'people.change-me', body: '{"name":' }, 400, 'api.json'],
  ['a list', { at: 'people.change-me', body: [] }, 400, 'api.json'],
  ['three million bytes', { at: 'people.change-me', body: { name: 'x'.repeat(3_000_000) } }, 413, 'api.too-large'],
  [
    'a key without end',
    { at: 'people.change-me', body: {}, headers: { 'idempotency-key': 'x'.repeat(201) } },
    400,
    'api.bad-key',
  ],
] as const)('%s is refused', async ([, sent, status, code], { db }) => {
  const token = await tokenFor(db, 'amina', 'write')
  const answer = await call(db, { ...(sent as Sent), token })
  expect({ status: answer.status, type: answer.type, code: answer.body.code }).toEqual({
    status,
    type: 'application/problem+json',
    code,
  })
  expect(answer.body.detail.length).toBeGreaterThan(10)
  if (status === 405) expect(answer.headers.get('allow')).toMatch(/POST/)
})

test('two strangers who think of the same key do not get one another’s answers', async ({ db }) => {
  const start = { at: 'design.start', body: { example: '02-national-network' } }
  const guessed = { 'idempotency-key': '1' }
  expect(await call(db, { ...start, headers: guessed })).toMatchObject({ status: 400, body: { code: 'api.bad-key' } })
  const drawn = { 'idempotency-key': '4b0b9b36-6c39-4f5e-9c50-5d0a4f3f5f0e' }
  const [first, second] = [await call(db, { ...start, headers: drawn }), await call(db, { ...start, headers: drawn })]
  expect(first.status).toBe(200)
  expect(second.body).toEqual(first.body)
})

test('a body that goes down without end, and a community in signs that no address has, are refused', async ({ db }) => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  expect(await call(db, { at: 'events.calendar?community=thuto', body: deep })).toMatchObject({
    status: 400,
    body: { code: 'api.json' },
  })
  expect((await call(db, { at: 'events.calendar?community=th%00uto' })).status).toBe(404)
  expect((await call(db, { at: 'events.calendar', body: { community: 'th\0uto' } })).status).toBe(404)
})

test('of a vote nothing is kept beside a name, whatever key comes with it', async ({ db }) => {
  const { ctx, plan } = await withCalendar(await living(db))
  const id = await plan({ date: '2026-03-05', time: '10:00' })
  await openRoom(ctx('nomsa'), { id })
  const { poll } = await preparePoll.run(ctx('nomsa'), { id, kind: 'open', question: 'What else?' })
  await openPoll(ctx('nomsa'), { id, poll })
  const token = await tokenFor(db, 'amina', 'write')
  const body = { community: 'thuto', id, poll, text: 'More time' }
  const voted = await call(db, { at: 'live.vote', token, headers: { 'idempotency-key': 'mine' }, body })
  expect(voted.status).toBe(200)
  expect(await db.selectFrom('answered_once').select('key').execute()).toEqual([])
})
