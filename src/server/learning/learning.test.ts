import { describe, expect } from 'vitest'
import type { Kysely } from 'kysely'
import { test } from '#tests/support/database.ts'
import { livingCommunity, now, type LivingCommunity, type Name } from '#tests/support/people.ts'
import type { DB } from '../database.gen.ts'
import { newId } from '../foundations/id.ts'
import { definitionOf } from './catalogue.ts'
import { computeTiers, countNight, dashboard, indicator, rings } from './index.ts'
import { measures } from './indicators/index.ts'
import { standingOf } from './standing.ts'

const ago = (days: number) => now.subtract({ hours: days * 24 })

/** A held CoP meeting so many days ago, to which these people came. */
async function meeting(
  db: Kysely<DB>,
  world: LivingCommunity,
  days: number,
  came: Name[],
  more: Partial<{ promise: boolean; series: string }> = {},
): Promise<string> {
  const community_id = world.community.id
  await db
    .insertInto('event_format')
    .values({
      community_id,
      id: newId(now),
      key: 'cop-meeting-with-panel',
      name: 'CoP meeting',
      class: 'cop-meeting',
      minutes: 60,
      data: '{}',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const id = newId(ago(days))
  const starts = ago(days)
  await db
    .insertInto('event')
    .values({
      community_id,
      id,
      key: `m-${days}`,
      format_key: 'cop-meeting-with-panel',
      class: 'cop-meeting',
      title: `Meeting ${days} days ago`,
      wall_start: starts.toZonedDateTimeISO('Africa/Johannesburg').toPlainDateTime().toString(),
      zone: 'Africa/Johannesburg',
      starts_at: starts,
      ends_at: starts.add({ minutes: 60 }),
      minutes: 60,
      state: 'held',
      created_at: ago(200),
      updated_at: ago(200),
      promise_circle_id: more.promise ? world.circles['mel-hub'].id : null,
    })
    .execute()
  if (came.length > 0) {
    await db
      .insertInto('attendance')
      .values(came.map((name) => ({ community_id, event_id: id, member_id: world.member[name], at: starts })))
      .execute()
  }
  return id
}

async function did(db: Kysely<DB>, world: LivingCommunity, kind: string, name: Name, days: number): Promise<void> {
  await db
    .insertInto('fact')
    .values({
      community_id: world.community.id,
      id: newId(ago(days)),
      at: ago(days),
      kind,
      member_id: world.member[name],
    })
    .execute()
}

async function tiersOf(db: Kysely<DB>, world: LivingCommunity): Promise<Record<string, string>> {
  await computeTiers(world.ctx(null))
  const rows = await db
    .selectFrom('member_tier')
    .select(['member_id', 'tier'])
    .where('community_id', '=', world.community.id)
    .execute()
  return Object.fromEntries(
    Object.entries(world.member).map(([name, id]) => [name, rows.find((row) => row.member_id === id)?.tier ?? 'none']),
  )
}

describe('participation tiers (domain/01)', () => {
  test('core leads and took part three times, or gave six times and came three times', async ({ db }) => {
    const world = await livingCommunity(db)
    for (const days of [10, 20, 30]) await meeting(db, world, days, ['nomsa', 'amina', 'kagiso'])
    for (let i = 0; i < 6; i++) await did(db, world, 'event.led', 'amina', 12 + i)
    const tiers = await tiersOf(db, world)
    expect([tiers.nomsa, tiers.amina, tiers.kagiso]).toEqual(['core', 'core', 'active'])
  })

  test('a sponsor opens doors and does not lead', async ({ db }) => {
    const world = await livingCommunity(db)
    for (const days of [10, 20, 30]) await meeting(db, world, days, ['johan'])
    expect((await tiersOf(db, world)).johan).toBe('active')
  })

  test('reading is participation; what is older than ninety days is not counted', async ({ db }) => {
    const world = await livingCommunity(db)
    await did(db, world, 'event.read', 'kagiso', 5)
    await meeting(db, world, 91, ['amina'])
    await meeting(db, world, 89, ['zanele'])
    const tiers = await tiersOf(db, world)
    expect([tiers.kagiso, tiers.amina, tiers.zanele]).toEqual(['peripheral', 'dormant', 'occasional'])
  })

  test('who has left has no tier', async ({ db }) => {
    const world = await livingCommunity(db)
    expect((await tiersOf(db, world)).pieter).toBe('none')
  })

  test('a member who comes back is active again, and that is recorded once', async ({ db }) => {
    const world = await livingCommunity(db)
    await meeting(db, world, 3, ['ayesha'])
    await computeTiers(world.ctx(null))
    await computeTiers(world.ctx(null))
    const facts = await db.selectFrom('fact').select('kind').where('member_id', '=', world.member.ayesha).execute()
    expect(facts.map((fact) => fact.kind)).toEqual(['member.returned'])
  })
})

describe('the rings', () => {
  test('say how many, and to each only their own', async ({ db }) => {
    const world = await livingCommunity(db)
    await meeting(db, world, 3, ['kagiso'])
    await computeTiers(world.ctx(null))
    const seen = await rings(world.ctx('kagiso'), {})
    expect(seen!.mine).toMatchObject({ tier: 'occasional', attendances: 1 })
    expect((await rings(world.ctx('amina'), {}))!.mine!.tier).toBe('dormant')
    expect(Object.values(seen!.counts).reduce((sum, n) => sum + n, 0)).toBe(8)
  })

  test('are closed to strangers and to members of another community', async ({ db }) => {
    const world = await livingCommunity(db)
    await expect(rings(world.ctx(null), {})).rejects.toMatchObject({ code: 'sign-in-needed' })
    await expect(dashboard(world.ctx('joseph'), {})).rejects.toMatchObject({ kind: 'not-allowed' })
  })
})

describe('an indicator', () => {
  test('is the sum of the rows that it opens to', async ({ db }) => {
    const world = await livingCommunity(db)
    await meeting(db, world, 20, ['nomsa', 'amina'])
    const reach = await indicator(world.ctx('nomsa'), { indicator: 'ind-par-04' })
    expect(
      reach.rows
        .filter((row) => row.numerator === 1)
        .map((row) => row.label)
        .toSorted(),
    ).toEqual(['Amina Otieno', 'Nomsa Dlamini'])
    expect([reach.numerator, reach.denominator, reach.value]).toEqual([2, 8, 25])
  })

  test('without anything to count says no data, never nought per cent', async ({ db }) => {
    const world = await livingCommunity(db)
    expect((await indicator(world.ctx('nomsa'), { indicator: 'ind-par-03' })).value).toBeNull()
  })

  test('shows a member the figure without names, and a steward the names', async ({ db }) => {
    const world = await livingCommunity(db)
    await meeting(db, world, 20, ['nomsa', 'amina'])
    const seen = await indicator(world.ctx('kagiso'), { indicator: 'ind-par-04' })
    expect([seen.rows, seen.hidden, seen.value]).toEqual([[], true, 25])
  })

  test('of the hub’s promise counts meetings that were promised, not every meeting', async ({ db }) => {
    const world = await livingCommunity(db)
    for (const days of [5, 25, 45]) await meeting(db, world, days, ['amina', 'nomsa'], { promise: true })
    await meeting(db, world, 15, ['zanele', 'sipho'])
    const kept = await indicator(world.ctx('nomsa'), { indicator: 'ind-par-12' })
    expect(
      kept.rows
        .filter((row) => row.numerator === 1)
        .map((row) => row.label)
        .toSorted(),
    ).toEqual(['Amina Otieno', 'Nomsa Dlamini'])
    expect(kept.denominator).toBe(4)
  })

  test('of the hub’s promise leaves out meetings from which somebody was excused', async ({ db }) => {
    const world = await livingCommunity(db)
    const missed: string[] = []
    for (const days of [5, 25]) missed.push(await meeting(db, world, days, ['nomsa'], { promise: true }))
    const kept = async () =>
      (await indicator(world.ctx('nomsa'), { indicator: 'ind-par-12' })).rows
        .filter((row) => row.numerator === 1)
        .map((row) => row.label)
        .toSorted()
    expect(await kept()).toEqual(['Nomsa Dlamini'])
    const asked = { community_id: world.community.id, member_id: world.member.amina, reason: 'Ill', asked_at: now }
    const excuse = { ...asked, id: newId(now), event_id: missed[0]! }
    await db
      .insertInto('absence')
      .values([{ ...excuse, state: 'granted', decided_at: now }])
      .execute()
    expect(await kept()).toEqual(['Amina Otieno', 'Nomsa Dlamini'])
  })

  test('of stable attendance looks at the last four CoP meetings and at those who were there for all of them', async ({
    db,
  }) => {
    const world = await livingCommunity(db)
    for (const days of [5, 15, 25]) await meeting(db, world, days, ['amina', 'kagiso'])
    expect((await indicator(world.ctx('nomsa'), { indicator: 'ind-par-05' })).denominator).toBe(0)
    await meeting(db, world, 35, ['zanele'])
    await meeting(db, world, 50, ['sipho', 'zanele', 'nomsa'])
    await db
      .updateTable('member')
      .set({ joined_at: ago(30) })
      .where('id', '=', world.member.sipho)
      .execute()
    const stable = await indicator(world.ctx('nomsa'), { indicator: 'ind-par-05' })
    // Kagiso is of the wider circle and no tier was counted yet; Sipho came in after the first of the four.
    expect(stable.rows.map(({ label, numerator }) => [label, numerator])).toEqual([
      ['Nomsa Dlamini', 0],
      ['Zanele Mthembu', 0],
      ['Amina Otieno', 1],
    ])
  })

  test('is kept with its standing against the target, and computed again without being doubled', async ({ db }) => {
    const world = await livingCommunity(db)
    await meeting(db, world, 20, ['nomsa', 'amina'])
    await db
      .insertInto('indicator_target')
      .values({
        community_id: world.community.id,
        id: newId(now),
        key: 'ind-par-04',
        level: 'participation',
        target: 35,
        green: '>=35',
        amber: '>=21',
        frequency: 'quarterly',
        position: 1,
      })
      .execute()
    await countNight(world.ctx(null))
    await countNight(world.ctx(null))
    const board = await dashboard(world.ctx('kagiso'), {})
    const figures = board.levels.flatMap((level) => level.figures)
    expect(figures.length).toBeGreaterThanOrEqual(15)
    const reach = figures.filter((figure) => figure.definition.key === 'ind-par-04')
    expect(reach.map(({ value, standing, target }) => [value, standing, target])).toEqual([[25, 'watch', 35]])
  })
})

describe('a figure stands', () => {
  test.for([
    [90, '>=85', '>=70', 'on'],
    [85, '>=85', '>=70', 'on'],
    [71, '>=85', '>=70', 'watch'],
    [10, '>=85', '>=70', 'off'],
    [20, '<=25', '<=40', 'on'],
    [41, '<=25', '<=40', 'off'],
    [12, '8-18', null, 'on'],
    [30, '8-18', null, 'plain'],
    [null, '>=1', null, 'plain'],
    [3, null, null, 'plain'],
  ] as const)('%s against %s and %s: %s', ([value, green, amber, standing]) => {
    expect(standingOf(value, green, amber)).toBe(standing)
  })
})

test('every indicator that is computed is said in French to the last word', () => {
  for (const { key } of measures.values()) {
    const [french, english] = [definitionOf(key, 'fr'), definitionOf(key, 'en')]
    const missing = (['name', 'definition', 'numerator', 'denominator'] as const).filter(
      (part) => english[part] !== null && french[part] === english[part],
    )
    expect([key, missing]).toEqual([key, []])
  }
})
