import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type pg from 'pg'
import { countQueries, openDatabase, openPool } from './index.ts'
import { testServer } from '#tests/support/database.ts'

let pool: pg.Pool
beforeAll(async () => void (pool = openPool((await testServer()).url, { max: 2 })))
afterAll(() => pool.end())

test('dates, wall times, moments and numbers come as the house has them', async () => {
  const { rows } = await pool.query(`select
    '2026-03-01'::date as day,
    '2026-03-01 09:30'::timestamp as wall,
    '2026-03-01 09:30:00.123456+02'::timestamptz as moment,
    9007199254740991 as large,
    12.50::numeric as money,
    array['2026-03-01'::date, null] as days,
    array['2026-03-01 00:00+00'::timestamptz] as moments,
    array[1::bigint, 2] as numbers`)
  expect(rows[0]).toEqual({
    day: '2026-03-01',
    wall: '2026-03-01T09:30:00',
    moment: Temporal.Instant.from('2026-03-01T07:30:00.123456Z'),
    large: 9007199254740991,
    money: 12.5,
    days: ['2026-03-01', null],
    moments: [Temporal.Instant.from('2026-03-01T00:00:00Z')],
    numbers: [1, 2],
  })
  expect(rows[0].moment).toBeInstanceOf(Temporal.Instant)
})

test('a number that JavaScript cannot hold is an error, not another number', async () => {
  await expect(pool.query('select 9007199254740993')).rejects.toThrow('9007199254740993')
})

test('moments and dates may be given as parameters, alone and in lists', async () => {
  const at = Temporal.Instant.from('2026-10-25T00:59:59.5Z')
  const { rows } = await pool.query('select $1::timestamptz as at, $2::timestamptz[] as list, $3::date as day', [
    at,
    [at, null],
    Temporal.PlainDate.from('2026-10-25'),
  ])
  expect(rows[0].at.equals(at)).toBe(true)
  expect(rows[0].list[0].equals(at)).toBe(true)
  expect(rows[0].day).toBe('2026-10-25')
})

test('a library that wants Date objects gets them on a pool of its own', async () => {
  const dates = openPool((await testServer()).url, { max: 1, moments: 'date' })
  const { rows } = await dates.query("select '2026-03-01 09:30+00'::timestamptz as at")
  expect(rows[0].at).toEqual(new Date('2026-03-01T09:30:00Z'))
  await dates.end()
})

test('a statement with parameters is prepared once and used again', async () => {
  const client = await pool.connect()
  for (const n of [1, 2, 3]) await client.query('select $1::int + 41 as answer', [n])
  const { rows } = await client.query(
    "select generic_plans + custom_plans as used from pg_prepared_statements where statement = 'select $1::int + 41 as answer'",
  )
  client.release()
  expect(rows).toEqual([{ used: 3 }])
})

test('queries are counted for the work that asked for it, and for no other', async () => {
  const db = openDatabase(pool)
  const other = countQueries(() => sql`select 'other'`.execute(db))
  const { result, queries } = await countQueries(async () => {
    await sql`select ${1}::int`.execute(db)
    return (await sql<{ two: number }>`select 2 as two`.execute(db)).rows[0]
  })
  expect(result).toEqual({ two: 2 })
  expect(queries).toEqual(['select $1::int', 'select 2 as two'])
  expect((await other).queries).toEqual(["select 'other'"])
})

test('a statement that takes too long is cancelled', async () => {
  const hasty = openPool((await testServer()).url, { max: 1, statementTimeout: 50 })
  await expect(hasty.query('select pg_sleep(5)')).rejects.toThrow(/statement timeout/)
  await hasty.end()
})
