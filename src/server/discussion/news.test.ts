import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { Ctx } from '#server/ctx.ts'
import type { DB } from '#server/database.gen.ts'
import { storeMail, takeMail } from '#server/foundations/mail-in/index.ts'
import { purposes } from '#server/mail-purposes.ts'
import { test } from '#tests/support/database.ts'
import { withChannels } from '#tests/support/discussion.ts'
import { at } from '#tests/support/mail-in.ts'
import { emailOf, livingCommunity, now, type Name } from '#tests/support/people.ts'
import { lettersTo } from '#tests/support/reacting.ts'
import { leave } from '../communities/index.ts'
import { chooseMail } from '../events/index.ts'
import { communitiesToTell, follow, reply, retirePost, startTopic, tellFollowers, topicPage } from './index.ts'

/** Thuto M&E, with mail that goes out and comes in; hours are counted from ten in the morning in Johannesburg. */
async function posting(db: Kysely<DB>) {
  const living = await livingCommunity(db)
  const talking = await withChannels(db, living)
  await db.updateTable('community').set({ mail_on: true }).execute()
  const as = (name: Name | null, hours = 0): Ctx => {
    const ctx = living.ctx(name, { at: now.add({ minutes: hours * 60 }) })
    return { ...ctx, community: { ...ctx.community!, mailOn: true }, site: { ...ctx.site, mailIn: at } }
  }
  let sent = 0
  /** A mail that comes in; what became of it. */
  const mail = async (from: string, to: string, text: string, headers = '') => {
    const raw = Buffer.from(`From: <${from}>\r\nTo: ${to}\r\nMessage-ID: <${++sent}@x>\r\n${headers}\r\n${text}\r\n`)
    const [id] = await storeMail(db, { raw, recipients: [to], envelopeFrom: from }, as(null).now)
    await takeMail({ ...as(null, 30 + sent), community: null }, at, purposes, id!)
    const { state, reason } = await db
      .selectFrom('received_mail')
      .select(['state', 'reason'])
      .where('id', '=', id!)
      .executeTakeFirstOrThrow()
    return { state, reason }
  }
  const tell = (hours: number) => tellFollowers(as(null, hours))
  const replyTo = async (name: Name) =>
    (
      await db
        .selectFrom('mail')
        .select('headers')
        .where('to_address', '=', emailOf(name))
        .where('kind', '=', 'discussion-news')
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
    ).headers as Record<string, string>
  return { ...living, ...talking, as, mail, tell, replyTo }
}

test('who follows gets one letter a day with what came since, and none about what they wrote, saw or wait to settle', async ({
  db,
}) => {
  const { as, begin, tell } = await posting(db)
  const topic = await begin()
  expect(await tell(0.2)).toBe(0)
  await reply(as('amina', 1), { topic, text: 'We take *forty*.' })
  expect(await tell(1.05)).toBe(0)
  expect(await communitiesToTell(as(null, 1.2))).toHaveLength(1)
  expect(await tell(1.2)).toBe(1)
  expect(await tell(1.3)).toBe(0)
  await reply(as('fatou', 2), { topic, text: 'Nous aussi.' })
  await reply(as('zanele', 3), { topic, text: 'And we sixty.' })
  // Amina has had none today; Kagiso has. At night nobody is written to.
  expect(await tell(4)).toBe(2)
  expect(await tell(16)).toBe(0)
  expect(await tell(25)).toBe(1)
  const [first, second, ...more] = await lettersTo(db, 'kagiso')
  expect(more).toEqual([])
  expect(first!.subject).toBe('How large is your sample?')
  expect(first!.text).toContain('Amina Otieno:\nWe take *forty*.')
  expect(first!.text).not.toContain('300')
  expect(second!.text).toContain('Nous aussi.')
  expect(second!.text).toContain('And we sixty.')
  expect(second!.text).not.toContain('forty')
  expect((await lettersTo(db, 'fatou'))[0]!.text).toContain('And we sixty.')
  expect((await lettersTo(db, 'fatou'))[0]!.text).toContain('sous votre nom')
})

test('no letter to who left, wants none or follows no more, about what was taken out, or while mail is off', async ({
  db,
}) => {
  const { as, begin, tell, ctx } = await posting(db)
  const topic = await begin()
  for (const name of ['amina', 'fatou', 'johan', 'zanele'] as const) await follow(as(name), { topic })
  const { post } = await reply(as('nomsa', 1), { topic, text: 'Something' })
  await follow.run(as('amina', 1), { topic, following: 'false' })
  const all = { invitations: true, reminders: true, records: true, actions: true, briefs: true, questions: true }
  await chooseMail(as('fatou', 1), { ...all, discussion: false })
  await leave(as('johan', 1), {})
  expect(await tellFollowers({ ...as(null, 2), community: ctx('nomsa').community })).toBe(0)
  expect(await tell(2)).toBe(2)
  const told = await db.selectFrom('mail').select('to_address').where('kind', '=', 'discussion-news').execute()
  expect(told.map(({ to_address }) => to_address).toSorted()).toEqual([emailOf('kagiso'), emailOf('zanele')])
  await reply(as('nomsa', 26), { topic, text: 'Wrong' })
  const { posts } = await topicPage(as('nomsa', 26), { topic })
  await retirePost(as('nomsa', 26), { topic, post: posts.at(-1)!.id, why: 'Wrong topic' })
  expect(posts[1]!.id).toBe(post)
  expect(await tell(27)).toBe(0)
})

test('what is in the hub’s channel is mailed to those in the hub on that day', async ({ db }) => {
  const { as, begin, tell, channel, circles, member } = await posting(db)
  const topic = await begin({ by: 'amina', channel: channel.hub })
  await follow(as('zanele'), { topic })
  await reply(as('nomsa', 1), { topic, text: 'For us only' })
  await db
    .deleteFrom('circle_place')
    .where('circle_id', '=', circles['mel-hub'].id)
    .where('member_id', '=', member.zanele)
    .execute()
  expect(await tell(2)).toBe(1)
  expect(await lettersTo(db, 'amina')).toHaveLength(1)
  expect(await lettersTo(db, 'zanele')).toEqual([])
})

test('an answer to the letter stands in its topic under the name of whom it was sent to', async ({ db }) => {
  const { as, begin, tell, mail, replyTo, member } = await posting(db)
  const topic = await begin()
  await reply(as('amina', 1), { topic, text: 'Forty' })
  await tell(2)
  const { 'Reply-To': address, References: thread, 'List-Unsubscribe-Post': oneClick } = await replyTo('kagiso')
  expect(address).toMatch(/^post\+\w{42}@in\.example\.org$/)
  expect([thread, oneClick]).toEqual([`<topic.${topic}@copse.test>`, 'List-Unsubscribe=One-Click'])
  const letter = (await lettersTo(db, 'kagiso'))[0]!.text
  const quoted = letter
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\r\n')
  const text = `Thank you! *Rural* ones?\r\n\r\nOn Thu, 5 Mar 2026 at 12:00, Thuto <copse@example.org> wrote:\r\n\r\n${quoted}`
  expect(await mail('kagiso@example.org', address!, text)).toEqual({ state: 'done', reason: 'discussion.posted' })
  const post = (await topicPage(as('amina'), { topic })).posts.at(-1)!
  expect(post).toMatchObject({
    html: '<p>Thank you! <em>Rural</em> ones?</p>\n',
    via: 'mail',
    author: { id: member.kagiso },
  })
  // Amina hears of it, and Kagiso does not hear of himself.
  expect(await tell(50)).toBe(1)
})

test('what cannot be posted is told to its sender once, and nothing is posted in the name of another', async ({
  db,
}) => {
  const { as, begin, tell, mail, replyTo } = await posting(db)
  const topic = await begin()
  await reply(as('amina', 1), { topic, text: 'Forty' })
  await tell(2)
  const { 'Reply-To': address } = await replyTo('kagiso')
  const refused = (reason: string) => ({ state: 'refused', reason: `discussion.${reason}` })
  expect(await mail('johan@example.org', address!, 'I am Kagiso')).toEqual(refused('not-theirs'))
  expect(await mail('kagiso@example.org', address!, '> Forty')).toEqual(refused('nothing-said'))
  expect(await mail('kagiso@example.org', address!, 'x'.repeat(20_001))).toEqual(refused('too-long'))
  expect(await mail('kagiso@example.org', address!, 'I am away', 'Auto-Submitted: auto-replied\r\n')).toEqual({
    state: 'ignored',
    reason: 'mail-in.automatic',
  })
  await db.updateTable('topic').set({ closed_at: now }).execute()
  expect(await mail('kagiso@example.org', address!, 'Late')).toEqual(refused('closed'))
  expect(await mail('kagiso@example.org', address!, 'Late again')).toEqual(refused('closed'))
  await leave(as('kagiso', 3), {})
  await db.updateTable('topic').set({ closed_at: null }).execute()
  expect(await mail('kagiso@example.org', address!, 'Gone')).toEqual({ state: 'refused', reason: 'members-only' })
  expect((await topicPage(as('amina'), { topic })).posts).toHaveLength(2)
  const told = await db
    .selectFrom('mail')
    .select(['to_address', 'text'])
    .where('kind', '=', 'discussion-refused')
    .execute()
  expect(told.map(({ to_address }) => to_address)).toEqual([
    'johan@example.org',
    'kagiso@example.org',
    'kagiso@example.org',
    'kagiso@example.org',
  ])
  expect(told[0]!.text).not.toContain('sample')
})

test('a letter about several topics has an address for each, and one that asks which', async ({ db }) => {
  const { as, begin, channel, tell, mail, replyTo } = await posting(db)
  const one = await begin()
  const { topic: two } = await startTopic(as('kagiso'), { channel: channel.ask, title: 'And yours?', text: 'x' })
  for (const topic of [one, two]) await reply(as('amina', 1), { topic, text: 'Forty' })
  await tell(2)
  const [letter] = await lettersTo(db, 'kagiso')
  expect(letter!.subject).toContain('2 topics')
  const { 'Reply-To': gathered } = await replyTo('kagiso')
  expect(await mail('kagiso@example.org', gathered!, 'Thanks')).toEqual({
    state: 'refused',
    reason: 'discussion.which-topic',
  })
  const addresses = letter!.text.match(/post\+\w{42}@in\.example\.org/g)!
  expect(await mail('kagiso@example.org', addresses[1]!, 'Thanks')).toMatchObject({ state: 'done' })
  expect((await topicPage(as('amina'), { topic: two })).posts.at(-1)!.html).toContain('Thanks')
})
