import { describe, expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity } from '#tests/support/people.ts'
import { askToJoin, decideRequest, joinCircle, requests } from './index.ts'

describe('joining', () => {
  test('an open circle takes whoever is signed in, once', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    const first = await joinCircle(ctx('ruth'), { circle: 'wider-circle' })
    const second = await joinCircle(ctx('ruth'), { circle: 'wider-circle' })
    expect(second.member).toBe(first.member)
    const facts = await db.selectFrom('fact').select('kind').where('member_id', '=', first.member).execute()
    expect(facts.map((fact) => fact.kind).toSorted()).toEqual(['member.entered-circle', 'member.joined'])
  })

  test('a stranger is asked to sign in first, and nothing is made', async ({ db }) => {
    const { ctx, community } = await livingCommunity(db)
    const members = () => db.selectFrom('member').select('id').where('community_id', '=', community.id).execute()
    const before = (await members()).length
    await expect(joinCircle(ctx(null), { circle: 'wider-circle' })).rejects.toMatchObject({ code: 'sign-in-needed' })
    expect((await members()).length).toBe(before)
  })

  test('a circle by invitation cannot be joined by asking at the door', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    await expect(joinCircle(ctx('kagiso'), { circle: 'mel-hub' })).rejects.toMatchObject({
      code: 'communities.not-open',
    })
    await expect(askToJoin(ctx('kagiso'), { circle: 'mel-hub' })).rejects.toMatchObject({
      code: 'communities.not-by-approval',
    })
  })

  test('a request waits for a steward, is asked once, and gives the place when it is accepted', async ({ db }) => {
    const { ctx, community } = await livingCommunity(db)
    await db
      .updateTable('circle')
      .set({ policy: 'approval' })
      .where('community_id', '=', community.id)
      .where('key', '=', 'mel-hub')
      .execute()
    await askToJoin(ctx('kagiso'), { circle: 'mel-hub', message: 'I would sit on the panel.' })
    await askToJoin(ctx('kagiso'), { circle: 'mel-hub' })
    const waiting = await requests(ctx('nomsa'), {})
    expect(waiting.map((request) => [request.name, request.message])).toEqual([
      ['Kagiso Molefe', 'I would sit on the panel.'],
    ])
    const { member } = await decideRequest(ctx('nomsa'), { request: waiting[0]!.id, decision: 'accept' })
    const places = await db.selectFrom('circle_place').select('circle_id').where('member_id', '=', member).execute()
    expect(places).toHaveLength(2)
    await expect(decideRequest(ctx('nomsa'), { request: waiting[0]!.id, decision: 'decline' })).rejects.toMatchObject({
      code: 'communities.request-decided',
    })
  })

  test('requests are read and decided by stewards only', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    for (const who of ['kagiso', 'amina', 'joseph'] as const) {
      await expect(requests(ctx(who), {})).rejects.toMatchObject({ kind: 'not-allowed' })
    }
    await expect(requests(ctx(null), {})).rejects.toMatchObject({ code: 'sign-in-needed' })
  })
})
