/** Every action of every door, tried by people who may not: nothing may come of it. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Name } from '../support/people.ts'
import { allDoors } from './doors.ts'
import { served, type Served } from './served.ts'

let house: Served
beforeAll(async () => {
  house = await served()
})
afterAll(() => house[Symbol.asyncDispose]())

/** Doors that strangers are meant to use: signing in, setting up, trying the studio, and reading. */
const forStrangers = [
  /^\/sign-in/,
  /^\/verify/,
  /^\/sign-out/,
  /^\/set-up/,
  /^\/design/,
  /^\/account/,
  /^\/api\//,
  /^\/in\//,
]
/** What every member may do for themselves; the wider circle is not refused there. */
const forMembers = [
  /\/people\/me$/,
  /\/home$/,
  /\/join$/,
  /\/invitation\//,
  /\/events\/\[id\]$/,
  /\/events$/,
  /\/events\/subscribe$/,
  /\/events\/mail$/,
  /\/discussion\/new$/,
]

const someId = '01900000-0000-7000-8000-000000000000'
const filled = (route: string, slug: string) => route.replace('[community]', slug).replaceAll(/\[[^\]]+\]/g, someId)

/** Something for every field that any verb asks for, so that refusal is not for want of input. */
const fields = {
  id: someId,
  circle: 'wider-circle',
  email: 'somebody@example.org',
  request: someId,
  decision: 'accept',
  invitation: someId,
  term: someId,
  item: someId,
  done: 'on',
  list: 'a@example.org',
  answer: 'yes',
  title: 'A title',
  reason: 'A reason',
  absence: someId,
  rule: 'move',
  step: someId,
  name: 'Somebody',
  format: 'webinar',
  date: '2098-03-12',
  time: '13:00',
  position: '1',
  deadline: '2098-03-01',
  segment: someId,
  session: someId,
  place: `${someId} ${someId}`,
  to: 'meeting',
  key: 'webinar',
  note: someId,
  catalogue: 'troika-consulting',
  parts: '',
  what: 'event',
  action: someId,
  material: someId,
  section: 'agenda',
  text: 'A text',
  phase: 'after',
  url: 'https://example.org',
  version: '1',
  channel: someId,
  purpose: 'A purpose',
  why: 'A reason',
  edition: '1',
  'questions[]': someId,
}

async function snapshot(): Promise<string> {
  const { rows: tables } = await sql<{
    name: string
  }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(
    house.db,
  )
  const counts = []
  for (const { name } of tables.filter(({ name }) => !['rate', 'session', 'answered_once'].includes(name))) {
    const { rows } = await sql<{
      n: number
      h: string
    }>`select count(*) as n, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as h from ${sql.table(name)} t`.execute(
      house.db,
    )
    counts.push(`${name} ${rows[0]!.n} ${rows[0]!.h}`)
  }
  return counts.join('\n')
}

async function tryEverything(as: Name | null, slug: string, except: RegExp[]): Promise<string[]> {
  const through: string[] = []
  for (const door of await allDoors()) {
    if (!door.route.startsWith('/[community]') || except.some((each) => each.test(door.route))) continue
    for (const action of door.actions) {
      const path = filled(door.route, slug) + (action === 'default' ? '' : `?/${action}`)
      const response = await house.post(path, fields, as)
      const refused =
        [401, 403, 404].includes(response.status) ||
        (response.status === 303 && response.headers.get('location')!.startsWith('/sign-in'))
      if (!refused) through.push(`${path} → ${response.status} ${response.headers.get('location') ?? ''}`)
    }
  }
  return through
}

describe('every action of a community is refused', () => {
  test('to a stranger', async () => {
    const before = await snapshot()
    expect(await tryEverything(null, 'thuto', forStrangers)).toEqual([])
    expect(await snapshot()).toBe(before)
  })

  test('to a member of another community', async () => {
    const before = await snapshot()
    expect(await tryEverything('joseph', 'thuto', [/\/join$/, /\/invitation\//])).toEqual([])
    expect(await snapshot()).toBe(before)
  })

  test('to a member of the wider circle, where it is not theirs to do', async () => {
    const before = await snapshot()
    expect(await tryEverything('kagiso', 'thuto', forMembers)).toEqual([])
    expect(await snapshot()).toBe(before)
  })
})

describe('every page of a community is closed', () => {
  const openPages = [/^\/\[community\]$/, /\/events$/, /\/events\/\[id\]$/, /\/join$/, /\/invitation\//, /event\.ics$/]

  async function pagesOpenTo(as: Name | null, except: RegExp[]): Promise<string[]> {
    const open: string[] = []
    for (const door of await allDoors()) {
      if (!door.route.startsWith('/[community]') || except.some((each) => each.test(door.route))) continue
      const response = await house.get(filled(door.route, 'thuto'), as)
      if (response.status === 200) open.push(door.route)
    }
    return open
  }

  test('to a stranger, but for the front door and public events', async () => {
    expect(await pagesOpenTo(null, openPages)).toEqual([])
  })

  test('to a member of another community, but for the same', async () => {
    expect(await pagesOpenTo('joseph', openPages)).toEqual([])
  })

  test('of stewardship, to a member of the wider circle', async () => {
    const open = await pagesOpenTo('kagiso', [])
    expect(open.filter((route) => route.includes('stewardship'))).toEqual([])
  })

  test('and open to the coordinator', async () => {
    const open = await pagesOpenTo('nomsa', [])
    const fixed = (await allDoors())
      .filter((door) => door.hasPage && door.route.startsWith('/[community]') && !/\[(?!community)/.test(door.route))
      .map((door) => door.route)
    expect(fixed.filter((route) => !open.includes(route))).toEqual([])
  })
})
