import { afterEach, expect, vi } from 'vitest'
import type { Kysely } from 'kysely'
import { arrive } from '../arrive.ts'
import type { Ctx } from '../ctx.ts'
import type { DB } from '../database.gen.ts'
import { test } from '#tests/support/database.ts'
import { now } from '#tests/support/people.ts'
import { isSetUp, needNotSetUp, openSite, readSessionCookie, setUp, setupCode } from './index.ts'

const visit = { address: '203.0.113.7', userAgent: null, cookie: null }
const ruth = {
  name: 'Ruth Adeyemi',
  email: 'Ruth@Example.org',
  password: 'three herons at dawn',
  locale: 'fr',
  zone: 'Africa/Lagos',
}

afterEach(() => vi.useRealTimers())

async function newSite(db: Kysely<DB>): Promise<Ctx> {
  vi.useFakeTimers({ toFake: ['Date'], now: now.epochMilliseconds })
  const secret = await openSite(db)
  return {
    db,
    now,
    actor: null,
    member: null,
    community: null,
    locale: 'en',
    zone: 'UTC',
    site: { url: 'http://copse.test', secret, reacting: new Map(), canMail: false, filesFolder: '' },
  }
}

test('the secret of an installation is made once', async ({ db }) => {
  const secret = await openSite(db)
  expect(secret.length).toBeGreaterThan(40)
  expect(await openSite(db)).toBe(secret)
})

test('whoever types the printed code becomes the administrator, signed in', async ({ db }) => {
  const ctx = await newSite(db)
  const code = (await setupCode(db))!
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  expect(await isSetUp(db)).toBe(false)
  const entry = await setUp(ctx, visit, { ...ruth, code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` })
  const session = readSessionCookie(
    new Map(entry.cookies.map((cookie) => [cookie.name, decodeURIComponent(cookie.value)])),
    ctx.site,
  )
  expect((await arrive(db, { session }, undefined, now)).actor).toMatchObject({
    name: 'Ruth Adeyemi',
    email: 'ruth@example.org',
    isAdministrator: true,
    locale: 'fr',
    zone: 'Africa/Lagos',
  })
  expect(await isSetUp(db)).toBe(true)
  expect(await db.selectFrom('fact').select('kind').orderBy('id').execute()).toEqual([
    { kind: 'person.joined-site' },
    { kind: 'site.set-up' },
  ])
})

test('once it is set up there is no code and no page', async ({ db }) => {
  const ctx = await newSite(db)
  const code = (await setupCode(db))!
  await setUp(ctx, visit, { ...ruth, code })
  expect(await setupCode(db)).toBeNull()
  await expect(needNotSetUp(ctx)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(setUp(ctx, visit, { ...ruth, email: 'other@example.org', code })).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('a new start prints a new code, and the one before it ends', async ({ db }) => {
  const ctx = await newSite(db)
  const first = (await setupCode(db))!
  const second = (await setupCode(db))!
  await expect(setUp(ctx, visit, { ...ruth, code: first })).rejects.toMatchObject({
    issues: [{ path: ['code'], code: 'people.wrong-set-up-code' }],
  })
  await setUp(ctx, visit, { ...ruth, code: second })
})

test('guessing the code is soon over, and a form with other faults costs no try', async ({ db }) => {
  const ctx = await newSite(db)
  const code = (await setupCode(db))!
  for (let i = 0; i < 20; i++)
    await expect(setUp(ctx, visit, { ...ruth, code, password: 'short' })).rejects.toMatchObject({
      kind: 'invalid',
      issues: [{ path: ['password'], code: 'people.password-short' }],
    })
  for (let i = 0; i < 10; i++)
    await expect(setUp(ctx, visit, { ...ruth, code: 'AAAA-BBBB-CCCC' })).rejects.toMatchObject({ kind: 'invalid' })
  await expect(setUp(ctx, visit, { ...ruth, code })).rejects.toMatchObject({ kind: 'too-many' })
})
