import { describe, expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity } from '#tests/support/people.ts'
import { directory, giveRole, leave, memberPage, roles, tellProfile } from './index.ts'

describe('the directory', () => {
  test('is found by what people know, page by page, and shows nobody twice', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    expect((await directory(ctx('kagiso'), { search: 'tracer' })).items.map((item) => item.name)).toEqual([
      'Amina Otieno',
    ])
    const names: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof directory>> = await directory(ctx('kagiso'), {
        limit: 2,
        ...(after ? { after } : {}),
      })
      names.push(...page.items.map((item) => item.name))
      after = page.next
    } while (after)
    expect(names).toEqual([...new Set(names)].toSorted())
    expect(names).toContain('Nomsa Dlamini')
  })

  test('has people under the name that they go by now', async ({ db }) => {
    const { ctx, person } = await livingCommunity(db)
    await db.updateTable('person').set({ name: 'Zodwa Molefe' }).where('id', '=', person.kagiso).execute()
    const names = (await directory(ctx('amina'), {})).items.map(({ name }) => name)
    expect([names.at(-1), names.includes('Kagiso Molefe')]).toEqual(['Zodwa Molefe', false])
  })

  test('is closed to strangers and to members of another community', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    await expect(directory(ctx(null), {})).rejects.toMatchObject({ code: 'sign-in-needed' })
    await expect(directory(ctx('joseph'), {})).rejects.toMatchObject({ kind: 'not-allowed' })
  })

  test('a per cent sign searches for a per cent sign', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    expect((await directory(ctx('kagiso'), { search: '%' })).items).toEqual([])
  })
})

describe('a member', () => {
  test('tells about themselves, in any script, and is found by it', async ({ db }) => {
    const { ctx, member } = await livingCommunity(db)
    await tellProfile(ctx('kagiso'), { expertise: 'مسح الأسر, 🌱 sampling', country: 'za', languages: '' })
    const page = await memberPage(ctx('amina'), { member: member.kagiso })
    expect([page.country, page.expertise]).toEqual(['ZA', ['مسح الأسر', '🌱 sampling']])
    expect((await directory(ctx('amina'), { search: 'الأسر' })).items.map((item) => item.id)).toEqual([member.kagiso])
  })

  test('may paste a character that no database stores: the rest is kept', async ({ db }) => {
    const { ctx, member } = await livingCommunity(db)
    await tellProfile.run(ctx('kagiso'), { about: 'Hello\0 there', organisation: 'Pula\0', expertise: ['a\0b'] })
    const page = await memberPage(ctx('amina'), { member: member.kagiso })
    expect([page.about, page.organisation, page.expertise]).toEqual(['Hello there', 'Pula', ['ab']])
  })

  test('does not see the state of another member', async ({ db }) => {
    const { ctx, member } = await livingCommunity(db)
    expect((await memberPage(ctx('amina'), { member: member.kagiso })).state).toBeNull()
    expect((await memberPage(ctx('nomsa'), { member: member.kagiso })).state).toBe('active')
  })

  test('who leaves hands roles to the deputy and loses every place', async ({ db }) => {
    const { ctx, member } = await livingCommunity(db)
    await leave(ctx('nomsa'), { reason: 'A new post' })
    const term = (await roles(ctx('sipho'), {})).find((each) => each.role === 'coordinator')!
    expect([term.holder_id, term.deputy_id]).toEqual([member.sipho, null])
    expect(
      await db.selectFrom('circle_place').select('circle_id').where('member_id', '=', member.nomsa).execute(),
    ).toEqual([])
  })

  test('the last coordinator without a deputy cannot go before somebody else has the role', async ({ db }) => {
    const { ctx, member } = await livingCommunity(db)
    const term = (await roles(ctx('nomsa'), {})).find((each) => each.role === 'coordinator')!
    await giveRole(ctx('nomsa'), { term: term.id, holder: member.nomsa })
    await expect(leave(ctx('nomsa'), {})).rejects.toMatchObject({ code: 'communities.last-coordinator' })
    expect((await memberPage(ctx('nomsa'), { member: member.nomsa })).state).toBe('active')
  })
})

describe('a role', () => {
  test('has a holder and a deputy who are two people, both taking part', async ({ db }) => {
    const { ctx, member } = await livingCommunity(db)
    const term = (await roles(ctx('nomsa'), {})).find((each) => each.role === 'facilitator')!
    await expect(
      giveRole(ctx('nomsa'), { term: term.id, holder: member.amina, deputy: member.amina }),
    ).rejects.toMatchObject({ issues: [{ code: 'communities.deputy-same' }] })
    await giveRole(ctx('nomsa'), { term: term.id, holder: member.amina, deputy: member.kagiso })
    const facts = await db
      .selectFrom('fact')
      .select(['kind', 'member_id'])
      .where('subject_id', '=', term.id)
      .orderBy('id')
      .execute()
    expect(facts).toContainEqual({ kind: 'member.role-taken', member_id: member.amina })
    expect(facts).toContainEqual({ kind: 'member.role-given-up', member_id: member.sipho })
  })

  test('is given by stewards only', async ({ db }) => {
    const { ctx, member } = await livingCommunity(db)
    const term = (await roles(ctx('kagiso'), {})).find((each) => each.role === 'coordinator')!
    await expect(giveRole(ctx('kagiso'), { term: term.id, holder: member.kagiso })).rejects.toMatchObject({
      code: 'communities.steward',
    })
  })
})
