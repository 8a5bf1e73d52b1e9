/** What is pressed twice at once: on a database where both really commit. */
import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { livingCommunity, type LivingCommunity } from '#tests/support/people.ts'
import { openDatabase } from '../foundations/db/index.ts'
import { invite, joinCircle } from './index.ts'

async function living(run: (world: LivingCommunity) => Promise<void>): Promise<void> {
  await using fresh = await freshDatabase()
  const db = openDatabase(fresh.url)
  try {
    await run(await livingCommunity(db))
  } finally {
    await db.destroy()
  }
}

test('whoever joins ten times at once is one member, who joined once', () =>
  living(async ({ ctx, community }) => {
    const { db } = ctx('ayesha')
    await db.updateTable('circle').set({ policy: 'open' }).where('key', '=', 'wider-circle').execute()
    const newcomer = ctx('grace')
    const joined = await Promise.all(Array.from({ length: 10 }, () => joinCircle(newcomer, { circle: 'wider-circle' })))
    expect(new Set(joined.map(({ member }) => member)).size).toBe(1)
    const facts = await db
      .selectFrom('fact')
      .select('kind')
      .where('community_id', '=', community.id)
      .where('member_id', '=', joined[0]!.member)
      .execute()
    expect(facts.map(({ kind }) => kind).toSorted()).toEqual(['member.entered-circle', 'member.joined'])
  }))

test('of ten invitations of one address at once the last is open, and none falls over', () =>
  living(async ({ ctx }) => {
    const { db } = ctx('nomsa')
    await Promise.all(
      Array.from({ length: 10 }, () => invite(ctx('nomsa'), { email: 'a@example.org', circle: 'mel-hub' })),
    )
    const open = db.selectFrom('invitation').select('id').where('revoked_at', 'is', null)
    expect(await open.execute()).toHaveLength(1)
  }))
