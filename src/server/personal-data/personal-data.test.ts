import { sql } from 'kysely'
import { expect } from 'vitest'
import { arrive } from '../arrive.ts'
import { hashOf, newId } from '../foundations/id.ts'
import { record } from '../facts.ts'
import { writeMail } from '../foundations/mail/index.ts'
import { transaction } from '../ctx.ts'
import { test } from '#tests/support/database.ts'
import { emailOf, livingCommunity, now, sessionOf } from '#tests/support/people.ts'
import { eraseMe, myData, rooms } from './index.ts'

test('everything that is held about a person can be taken away, and holds no secret', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  await transaction(ctx('amina'), (ctx) => record(ctx, 'event.answered', { payload: { answer: 'yes' } }))
  const told = JSON.stringify(await myData(ctx('amina'), {}))
  for (const mine of ['Amina Otieno', emailOf('amina'), 'Elimu Trust', 'tracer studies', 'mel-hub', 'event.answered'])
    expect(told).toContain(mine)
  for (const other of [sessionOf('amina'), emailOf('kagiso'), 'Kagiso']) expect(told).not.toContain(other)
})

test('erasing takes the person out of every row, and leaves what was counted', async ({ db }) => {
  const { ctx, person, member, community } = await livingCommunity(db)
  const amina = ctx('amina')
  const at = { community_id: community.id, member_id: member.amina }
  await db
    .insertInto('personal_token')
    .values({
      id: newId(now),
      person_id: person.amina,
      name: 'x',
      hash: hashOf('x'),
      scopes: ['read'],
      created_at: now,
    })
    .execute()
  await transaction(amina, async (ctx) => {
    await record(ctx, 'event.answered', { payload: { answer: 'yes', name: 'Amina Otieno' } })
    await writeMail(
      ctx,
      { email: emailOf('amina'), locale: 'en', personId: person.amina },
      { subject: 'For Amina', blocks: [], why: 'why' },
      { kind: 'x', asked: true },
    )
  })
  await eraseMe(amina, { confirm: 'AMINA@example.org' })

  expect((await arrive(db, { session: sessionOf('amina') }, 'thuto', now)).actor).toBeNull()
  expect(
    await db.selectFrom('person').selectAll().where('id', '=', person.amina).executeTakeFirstOrThrow(),
  ).toMatchObject({ name: 'Somebody who left', email: `${person.amina}@erased.invalid` })
  expect(
    await db.selectFrom('member').selectAll().where('id', '=', member.amina).executeTakeFirstOrThrow(),
  ).toMatchObject({ state: 'left', organisation: null, country: null, expertise: [] })
  expect(await db.selectFrom('circle_place').selectAll().where('member_id', '=', at.member_id).execute()).toEqual([])
  expect(await db.selectFrom('fact').selectAll().where('kind', '=', 'event.answered').execute()).toMatchObject([
    { actor_id: null, member_id: null, payload: { answer: 'yes' } },
  ])
  expect(
    await db.selectFrom('fact').select(['kind', 'actor_id']).where('kind', '=', 'person.erased').execute(),
  ).toEqual([{ kind: 'person.erased', actor_id: null }])

  expect(await placesWhereFound(db, ['Amina', 'Otieno', 'amina@example.org', 'Elimu Trust'])).toEqual([])
})

test('erasing asks for the address once more, a recent sign-in and the person themselves', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  await expect(eraseMe(ctx('amina'), { confirm: emailOf('kagiso') })).rejects.toMatchObject({
    issues: [{ path: ['confirm'], code: 'people.not-your-address' }],
  })
  await expect(
    eraseMe(ctx('amina', { at: now.add({ hours: 1 }) }), { confirm: emailOf('amina') }),
  ).rejects.toMatchObject({ code: 'people.sign-in-again' })
  await expect(eraseMe(ctx(null), { confirm: emailOf('amina') })).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('the last administrator cannot be erased; one of two can', async ({ db }) => {
  const { ctx, person } = await livingCommunity(db)
  await expect(eraseMe(ctx('ruth'), { confirm: emailOf('ruth') })).rejects.toMatchObject({
    kind: 'conflict',
    code: 'people.last-administrator',
  })
  await db.updateTable('person').set({ is_administrator: true }).where('id', '=', person.grace).execute()
  await eraseMe(ctx('ruth'), { confirm: emailOf('ruth') })
})

test('the role of somebody who is erased goes to their deputy', async ({ db }) => {
  const { ctx, member } = await livingCommunity(db)
  await eraseMe(ctx('nomsa'), { confirm: emailOf('nomsa') })
  expect(
    await db
      .selectFrom('role_term')
      .select(['holder_id', 'deputy_id'])
      .where('role', '=', 'coordinator')
      .where('holder_id', '=', member.sipho)
      .execute(),
  ).toEqual([{ holder_id: member.sipho, deputy_id: null }])
})

test('for every table with a person or a member in it a room answers', async ({ db }) => {
  const { rows } = await sql<{ name: string }>`
    select distinct c.conrelid::regclass::text as name from pg_constraint c
    where c.contype = 'f' and c.confrelid in ('person'::regclass, 'member'::regclass)`.execute(db)
  const answered = new Set(rooms.flatMap(({ tables }) => tables))
  expect(rows.map(({ name }) => name).filter((name) => !answered.has(name))).toEqual([])
})

/** Every column of every table in which one of the words is still to be found. */
async function placesWhereFound(db: Parameters<typeof livingCommunity>[0], found: string[]): Promise<string[]> {
  const { rows } = await sql<{
    table_name: string
  }>`select table_name from information_schema.tables where table_schema = 'public'`.execute(db)
  const places: string[] = []
  for (const { table_name: name } of rows) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.table(name)} as t`.execute(db)
    for (const { text } of rows)
      if (found.some((word) => text.toLowerCase().includes(word.toLowerCase()))) places.push(`${name}: ${text}`)
  }
  return places
}
