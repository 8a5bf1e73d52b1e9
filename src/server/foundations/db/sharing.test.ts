import { setTimeout as sleep } from 'node:timers/promises'
import { sql, type Compilable, type Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { DB } from '#server/database.gen.ts'
import { emptyDatabase, type FreshDatabase } from '#tests/support/database.ts'
import { send } from './flight.ts'
import { openPool, openSharedDatabase } from './index.ts'

let place: FreshDatabase
let db: Kysely<DB>
beforeAll(async () => {
  place = await emptyDatabase()
  db = openSharedDatabase(openPool(place.url, { shared: true, max: 5 }))
  await sql`create table told (what text primary key)`.execute(db)
})
afterAll(async () => {
  await db.destroy()
  await place[Symbol.asyncDispose]()
})

test('what is asked at once goes over one connection, and each gets their own answer', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => ask(i)))
  expect(answers.map(({ i }) => i)).toEqual(Array.from({ length: 12 }, (_, i) => i))
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(1)
})

test('more at once than one connection takes go over several', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => ask(i)))
  expect(new Set(answers.map(({ pid }) => pid)).size).toBe(3)
})

test('a question that fails is told to whoever asked it, and to nobody else', async () => {
  const answers = await Promise.allSettled([
    ask(1),
    sql`select 1 / ${0}::int`.execute(db),
    ask(2),
    sql`select nonsense`.execute(db),
    ask(3),
  ])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
  expect(String((answers[1] as PromiseRejectedResult).reason)).toContain('division by zero')
})

test('whoever asks for something short does not wait for somebody who asked for something long', async () => {
  let long: 'under way' | 'answered' = 'under way'
  const slow = sql`select pg_sleep(3)`.execute(db).then(() => (long = 'answered'))
  await sleep(60)
  await Promise.all([ask(1), ask(2)])
  expect(long).toBe('under way')
  await slow
})

test('a transaction has a connection to itself, and others see nothing of it before its end', async () => {
  await db.transaction().execute(async (mine) => {
    const [inside, outside] = [await ask(1, mine), await ask(1)]
    expect(inside.pid).not.toBe(outside.pid)
    await sql`insert into told values ('a secret')`.execute(mine)
    expect(await told()).toEqual([])
    expect((await ask(2, mine)).pid).toBe(inside.pid)
  })
  expect(await told()).toEqual(['a secret'])
})

test('a transaction in which something failed leaves nothing, though nobody minded', async () => {
  const careless = db.transaction().execute(async (mine) => {
    await sql`insert into told values ('half')`.execute(mine)
    await sql`select 1 / 0`.execute(mine).catch(() => {})
  })
  await expect(careless).rejects.toThrow()
  expect(await told()).not.toContain('half')
  expect((await ask(1)).i).toBe(1)
})

test('what nobody waits for is done before the next statement, and is kept with the rest', async () => {
  await db.transaction().execute(async (mine) => {
    await send(mine, tell('first', mine))
    await sql`insert into told select what || ', then second' from told where what = 'first'`.execute(mine)
    await send(mine, tell('last', mine))
  })
  expect(await told()).toEqual(expect.arrayContaining(['first', 'first, then second', 'last']))
})

test('when what nobody waited for fails, it is told as the reason, and nothing is kept', async () => {
  const between = db.transaction().execute(async (mine) => {
    await send(mine, tell('never', mine))
    await send(mine, tell(null, mine))
    await sql`insert into told values ('nor this')`.execute(mine)
  })
  await expect(between).rejects.toThrow('null value in column "what"')
  const last = db.transaction().execute(async (mine) => send(mine, tell(null, mine)))
  await expect(last).rejects.toThrow('null value in column "what"')
  expect(await told()).not.toEqual(expect.arrayContaining([expect.stringMatching(/never|nor this/)]))
  expect((await ask(1)).i).toBe(1)
})

test('when a connection breaks, what was under way fails and the next is answered', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const asked = [sql`select pg_sleep(20)`.execute(db), ask(1)]
  const settled = Promise.allSettled(asked)
  await sleep(60)
  const { rows } = await sql<{ gone: boolean }>`select pg_terminate_backend(pid) as gone from pg_stat_activity
    where datname = current_database() and query like '%pg_sleep(20)%' and pid <> pg_backend_pid()`.execute(db)
  expect(rows).toEqual([{ gone: true }])
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect((await ask(7)).i).toBe(7)
  said.mockRestore()
})

test('a pool of one serves questions and transactions in turn', async () => {
  const one = openSharedDatabase(openPool(place.url, { shared: true, max: 1 }))
  const transaction = one.transaction().execute(async (mine) => ask(1, mine))
  const answers = await Promise.all([transaction, ask(2, one), ask(3, one)])
  expect(answers.map(({ i }) => i)).toEqual([1, 2, 3])
  await one.destroy()
})

test('where there is no database each is told so', async () => {
  const none = openSharedDatabase(openPool('postgresql://nobody@127.0.0.1:1/none', { shared: true }))
  const answers = await Promise.allSettled([ask(1, none), ask(2, none)])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await none.destroy()
})

async function ask(i: number, of = db): Promise<{ i: number; pid: number }> {
  return (await sql<{ i: number; pid: number }>`select ${i}::int as i, pg_backend_pid() as pid`.execute(of)).rows[0]!
}

function tell(what: string | null, of: Kysely<DB>): Compilable {
  return { compile: () => sql`insert into told values (${what})`.compile(of) }
}

async function told(): Promise<string[]> {
  return (await sql<{ what: string }>`select what from told`.execute(db)).rows.map(({ what }) => what)
}
