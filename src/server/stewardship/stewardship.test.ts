import { describe, expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity, now } from '#tests/support/people.ts'
import { invite, switchMailOn } from '../communities/index.ts'
import { newId } from '../foundations/id.ts'
import { writeMail } from '../foundations/mail/index.ts'
import { checklist, letter, letters, liveDesign, tickChecklist, waiting } from './index.ts'

describe('stewardship', () => {
  test('is closed to members, to members of another community and to strangers, query by query', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    for (const who of ['kagiso', 'amina', 'joseph', null] as const) {
      for (const look of [checklist, letters, liveDesign, waiting])
        await expect(look(ctx(who), {})).rejects.toMatchObject({ kind: 'not-allowed' })
    }
  })

  test('a tick on the checklist is dated and named, and can be taken back', async ({ db }) => {
    const { ctx, community } = await livingCommunity(db)
    const id = newId(now)
    await db
      .insertInto('checklist_item')
      .values({
        community_id: community.id,
        id,
        key: 'a',
        text: 'Ask ten people',
        due_on: '2026-03-01',
        owner: 'Coordinator',
        position: 1,
      })
      .execute()
    expect((await checklist(ctx('nomsa'), {}))[0]).toMatchObject({ late: true, doneAt: null })
    await tickChecklist(ctx('nomsa'), { item: id, done: true })
    expect((await checklist(ctx('zanele'), {}))[0]).toMatchObject({ late: false, by: 'Nomsa Dlamini' })
    await tickChecklist(ctx('nomsa'), { item: id, done: '' })
    expect((await checklist(ctx('nomsa'), {}))[0]).toMatchObject({ doneAt: null, by: null })
  })

  test('what waits is counted by kind', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    await invite(ctx('nomsa'), { email: 'a@example.org', circle: 'mel-hub' })
    expect(await waiting(ctx('nomsa'), {})).toMatchObject({ invitations: 1, requests: 0, openRoles: 0 })
  })
})

describe('mail of a community', () => {
  const write = (ctx: Parameters<typeof writeMail>[0]) =>
    ctx.db
      .transaction()
      .execute((tx) =>
        writeMail(
          { ...ctx, db: tx },
          { email: 'amina@example.org', locale: 'en' },
          { subject: 'News', blocks: [{ kind: 'text', text: 'Hello' }], why: 'You are a member.' },
          { kind: 'news', once: 'news-1' },
        ),
      )

  test('is held until the coordinator switches it on, and written once', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    await write(ctx('nomsa'))
    expect(await write(ctx('nomsa'))).toBeNull()
    const held = await letters(ctx('nomsa'), {})
    expect(held.items.map((mail) => mail.state)).toEqual(['held'])
    expect(await switchMailOn(ctx('nomsa'), { held: 'send' })).toEqual({ released: 1 })
    expect((await letters(ctx('nomsa'), {})).items.map((mail) => mail.state)).toEqual(['kept'])
  })

  test('shows every letter to stewards, but not the link of an invitation that was really sent', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    const posting = { ...ctx('nomsa'), site: { ...ctx('nomsa').site, canMail: true } }
    await invite(ctx('nomsa'), { email: 'a@example.org', circle: 'mel-hub' })
    const { items } = await letters(ctx('nomsa'), {})
    expect((await letter(ctx('nomsa'), { letter: items[0]!.id })).text).toMatch(/\/invitation\/[\w-]{40,}/)
    expect((await letter(posting, { letter: items[0]!.id })).text).not.toMatch(/\/invitation\/[\w-]/)
  })

  test('shows stewards no link with which somebody speaks for themselves, sent or not', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    const id = newId(now)
    const url = (path: string) => ({ kind: 'link' as const, label: 'Answer', url: `http://copse.test/${path}` })
    const theirs = [`in/pulse/secret/1`, `in/poll/${id}/secret`, `in/brief/${id}/secret`, `in/stop/records/secret`]
    const ways = [`thuto/events/${id}/guest/secret`, `thuto/events/${id}/place/secret`, 'thuto/invitation/secret']
    const blocks = [...theirs, ...ways, `thuto/events/${id}`].map(url)
    await writeMail(
      ctx('nomsa'),
      { email: 'a@example.org', locale: 'en' },
      { subject: 'News', blocks, why: '' },
      { kind: 'news' },
    )
    const { items } = await letters(ctx('nomsa'), {})
    const read = async (canMail: boolean) =>
      (await letter({ ...ctx('nomsa'), site: { ...ctx('nomsa').site, canMail } }, { letter: items[0]!.id })).text
    expect(await read(true)).not.toContain('secret')
    expect(await read(true)).toContain(`http://copse.test/thuto/events/${id}\n`)
    expect((await read(false)).match(/\S+secret/g)).toEqual(ways.map((path) => url(path).url))
  })
})
