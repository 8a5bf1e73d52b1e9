import { expect } from 'vitest'
import { countQueries } from '#server/foundations/db/index.ts'
import { test } from '#tests/support/database.ts'
import { withChannels } from '#tests/support/discussion.ts'
import { livingCommunity, now } from '#tests/support/people.ts'
import {
  addChannel,
  changeChannel,
  changePost,
  channelsToStart,
  channelsToTend,
  closeTopic,
  follow,
  markAnswer,
  openTopic,
  postPage,
  reopenTopic,
  reply,
  retirePost,
  retireTopic,
  startTopic,
  topicPage,
  topics,
} from './index.ts'

async function talking(db: Parameters<typeof livingCommunity>[0]) {
  const living = await livingCommunity(db)
  return { ...living, ...(await withChannels(db, living)) }
}
const later = (minutes: number) => ({ at: now.add({ minutes }) })

test('a question is asked, answered and marked; it leaves the unanswered with its first answer by somebody else', async ({
  db,
}) => {
  const { ctx, begin, member } = await talking(db)
  const topic = await begin()
  const waits = async () => (await topics(ctx('amina'), { view: 'unanswered' })).items.map(({ title }) => title)
  expect(await waits()).toEqual(['How large is your sample?'])
  await reply(ctx('kagiso', later(1)), { topic, text: 'I forgot: they are rural.' })
  expect(await waits()).toHaveLength(1)
  const { post } = await reply(ctx('amina', later(5)), { topic, text: 'We take *forty*.' })
  expect(await waits()).toEqual([])
  await markAnswer(ctx('kagiso', later(6)), { topic, post })
  const page = await topicPage(ctx('zanele', later(7)), { topic })
  expect(page.answer).toEqual({ post, by: 'Amina Otieno' })
  expect(page.posts.map(({ author, html }) => [author?.id, html])).toEqual([
    [member.kagiso, '<p>We have <strong>300</strong> schools.</p>\n'],
    [member.kagiso, '<p>I forgot: they are rural.</p>\n'],
    [member.amina, '<p>We take <em>forty</em>.</p>\n'],
  ])
  const [item] = (await topics(ctx('zanele'), {})).items
  expect(item).toMatchObject({ answered: true, replies: 2, last_by: 'Amina Otieno', channel: 'Ask the community' })
  await markAnswer.run(ctx('kagiso', later(8)), { topic, post: '' })
  expect((await topicPage(ctx('zanele'), { topic })).answer).toBeNull()
  await expect(markAnswer(ctx('amina'), { topic, post })).rejects.toMatchObject({ code: 'discussion.settle' })
  await expect(markAnswer(ctx('kagiso'), { topic, post: page.posts[0]!.id })).rejects.toMatchObject({
    code: 'discussion.own-question',
  })
})

test('topics come by their newest post, page by page, and each once', async ({ db }) => {
  const { ctx, channel } = await talking(db)
  const made: string[] = []
  for (let i = 0; i < 7; i++)
    made.push(
      (await startTopic(ctx('amina', later(i)), { channel: channel.ask, title: `Topic ${i}`, text: 'x' })).topic,
    )
  await reply(ctx('kagiso', later(30)), { topic: made[2]!, text: 'Up' })
  const seen: string[] = []
  let after: string | null = null
  do {
    const page = await topics.run(ctx('fatou'), { limit: '3', after: after ?? '' })
    seen.push(...page.items.map(({ title }) => title))
    after = page.next
  } while (after)
  expect(seen).toEqual([2, 6, 5, 4, 3, 1, 0].map((n) => `Topic ${n}`))
  const { posts, next } = await topicPage.run(ctx('fatou'), { topic: made[2], limit: '1' })
  expect([posts.length, next]).toEqual([1, posts[0]!.id])
  expect((await topicPage.run(ctx('fatou'), { topic: made[2], after: next })).posts[0]!.html).toContain('Up')
  expect((await topics.run(ctx('fatou'), { after: 'nonsense' })).items).toHaveLength(7)
})

test('what is in the hub’s channel is for the hub: no list, page, post or answer leads others there', async ({
  db,
}) => {
  const { ctx, begin, channel } = await talking(db)
  const topic = await begin({ by: 'amina', channel: channel.hub, title: 'Only for us' })
  const { posts } = await topicPage(ctx('zanele'), { topic })
  expect((await topics(ctx('zanele'), {})).items).toHaveLength(1)
  expect((await topics(ctx('kagiso'), {})).items).toEqual([])
  expect((await topics(ctx('kagiso'), {})).channels.map(({ name }) => name)).not.toContain('MEL hub')
  const post = posts[0]!.id
  for (const who of [ctx('kagiso'), ctx('joseph'), ctx(null)])
    for (const attempt of [
      () => topicPage(who, { topic }),
      () => openTopic(who, { topic }),
      () => postPage(who, { topic, post }),
      () => reply(who, { topic, text: 'Me too' }),
      () => follow(who, { topic }),
      () => closeTopic(who, { topic }),
      () => markAnswer(who, { topic, post }),
      () => retireTopic(who, { topic, why: 'x' }),
      () => changePost(who, { topic, post, text: 'x', edition: 1 }),
      () => startTopic(who, { channel: channel.hub, title: 'x', text: 'x' }),
      () => topics.run(who, { channel: channel.hub }),
    ])
      await expect(attempt()).rejects.toMatchObject({ kind: expect.stringMatching(/not-found|not-allowed/) })
  // A place in the hub that is given up shuts the door; having followed does not keep it open.
  await db
    .deleteFrom('circle_place')
    .where('circle_id', '=', (await hubOf(db))!)
    .execute()
  const left = ctx('amina')
  left.member = { ...left.member!, circles: [] }
  expect((await topics(left, { view: 'following' })).items).toEqual([])
})

const hubOf = async (db: Parameters<typeof livingCommunity>[0]) =>
  (await db.selectFrom('circle').select('id').where('key', '=', 'mel-hub').executeTakeFirst())?.id

test('in a channel of the core team members answer and begin nothing; an administrator who is no member writes nothing', async ({
  db,
}) => {
  const { ctx, begin, channel } = await talking(db)
  const topic = await begin({ by: 'nomsa', channel: channel.announcements, kind: 'talk' })
  await reply(ctx('kagiso'), { topic, text: 'Thank you' })
  await expect(
    startTopic(ctx('kagiso'), { channel: channel.announcements, title: 'x', text: 'x' }),
  ).rejects.toMatchObject({ code: 'discussion.start' })
  expect((await channelsToStart(ctx('kagiso'), {})).channels.map(({ name }) => name)).toEqual(['Ask the community'])
  await expect(reply(ctx('ruth'), { topic, text: 'Hello' })).rejects.toMatchObject({ kind: 'not-allowed' })
})

test('a post is changed by whoever wrote it, once from the same edition, and what it said is kept', async ({ db }) => {
  const { ctx, begin } = await talking(db)
  const topic = await begin()
  const [first] = (await topicPage(ctx('kagiso'), { topic })).posts
  const post = first!.id
  await changePost(ctx('kagiso', later(2)), { topic, post, text: 'We have 320 schools.', edition: 1 })
  await expect(changePost(ctx('kagiso'), { topic, post, text: 'Other', edition: 1 })).rejects.toMatchObject({
    code: 'discussion.changed-meanwhile',
  })
  await expect(changePost(ctx('nomsa'), { topic, post, text: 'Other', edition: 2 })).rejects.toMatchObject({
    code: 'discussion.change-post',
  })
  const page = await postPage(ctx('amina'), { topic, post })
  expect(page).toMatchObject({
    post: { text: 'We have 320 schools.', edition: 2 },
    editions: [{ edition: 1, text: 'We have **300** schools.' }],
    may: { change: false, retire: false },
  })
  expect((await topicPage(ctx('amina'), { topic })).posts[0]!.edited_at).not.toBeNull()
})

test('a post that is taken out leaves who and why, takes the mark along, and the question waits again', async ({
  db,
}) => {
  const { ctx, begin } = await talking(db)
  const topic = await begin()
  const { post } = await reply(ctx('amina', later(1)), { topic, text: 'Call 555-1234' })
  await markAnswer(ctx('kagiso', later(2)), { topic, post })
  await expect(retirePost(ctx('fatou'), { topic, post, why: 'x' })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(retirePost.run(ctx('nomsa'), { topic, post, why: ' ' })).rejects.toMatchObject({ kind: 'invalid' })
  await retirePost(ctx('nomsa', later(3)), { topic, post, why: 'A telephone number' })
  const page = await topicPage(ctx('fatou'), { topic })
  expect(page.answer).toBeNull()
  expect(page.posts[1]).toMatchObject({ html: null, retired: { by: 'Nomsa Dlamini', why: 'A telephone number' } })
  expect((await topics(ctx('fatou'), { view: 'unanswered' })).items).toMatchObject([
    { replies: 0, last_by: 'Kagiso Molefe' },
  ])
  await expect(postPage(ctx('amina'), { topic, post })).rejects.toMatchObject({ code: 'discussion.post' })
  await expect(retirePost(ctx('nomsa'), { topic, post: page.posts[0]!.id, why: 'x' })).rejects.toMatchObject({
    code: 'discussion.opens-topic',
  })
  await retireTopic(ctx('kagiso'), { topic, why: 'Asked twice' })
  expect((await topics(ctx('fatou'), {})).items).toEqual([])
  const gone = await topicPage(ctx('fatou'), { topic })
  await expect(postPage(ctx('nomsa'), { topic, post: page.posts[0]!.id })).rejects.toMatchObject({ kind: 'not-found' })
  expect(gone).toMatchObject({ title: null, posts: [], retired: { by: 'Kagiso Molefe', why: 'Asked twice' } })
  await expect(reply(ctx('fatou'), { topic, text: 'x' })).rejects.toMatchObject({ code: 'discussion.topic' })
})

test('a closed topic is read and not written in, until it is open again', async ({ db }) => {
  const { ctx, begin } = await talking(db)
  const topic = await begin()
  await expect(closeTopic(ctx('amina'), { topic })).rejects.toMatchObject({ kind: 'not-allowed' })
  await closeTopic(ctx('nomsa'), { topic })
  await expect(reply(ctx('amina'), { topic, text: 'x' })).rejects.toMatchObject({ code: 'discussion.closed' })
  expect((await topicPage(ctx('amina'), { topic })).may.answer).toBe(false)
  await reopenTopic(ctx('kagiso'), { topic })
  await reply(ctx('amina'), { topic, text: 'x' })
})

test('who begins or answers follows; what came since one looked is new, and following ends when one says so', async ({
  db,
}) => {
  const { ctx, begin } = await talking(db)
  const topic = await begin()
  const following = async (name: 'kagiso' | 'amina', minutes = 0) =>
    (await topics(ctx(name, later(minutes)), { view: 'following' })).items.map(({ is_new }) => is_new)
  expect([await following('kagiso'), await following('amina')]).toEqual([[false], []])
  await reply(ctx('amina', later(5)), { topic, text: 'Forty' })
  expect([await following('kagiso'), await following('amina')]).toEqual([[true], [false]])
  await openTopic(ctx('kagiso', later(6)), { topic })
  expect(await following('kagiso')).toEqual([false])
  await follow.run(ctx('kagiso', later(7)), { topic, following: 'false' })
  expect(await following('kagiso')).toEqual([])
  const read = await db.selectFrom('fact').select('member_id').where('kind', '=', 'topic.read').execute()
  await openTopic(ctx('kagiso', later(8)), { topic })
  expect(await db.selectFrom('fact').select('member_id').where('kind', '=', 'topic.read').execute()).toEqual(read)
})

test('stewards tend channels; who reads one is settled once it holds a topic', async ({ db }) => {
  const { ctx, begin, channel } = await talking(db)
  await expect(addChannel(ctx('kagiso'), { name: 'x', purpose: 'x' })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(channelsToTend(ctx('kagiso'), {})).rejects.toMatchObject({ kind: 'not-allowed' })
  const added = await addChannel(ctx('nomsa'), { name: 'Panel data', purpose: 'Tracing', circle: 'mel-hub' })
  const of = { name: 'Panel data', purpose: 'Tracing learners' }
  await changeChannel.run(ctx('nomsa'), { channel: added.channel, ...of, open: 'on' })
  await begin({ channel: added.channel })
  await expect(
    changeChannel.run(ctx('nomsa'), { channel: added.channel, ...of, circle: 'mel-hub', open: 'on' }),
  ).rejects.toMatchObject({ code: 'discussion.has-topics' })
  const topic = await begin({ channel: channel.ask })
  await changeChannel.run(ctx('nomsa'), { channel: channel.ask, name: 'Ask', purpose: 'Old' })
  await expect(reply(ctx('amina'), { topic, text: 'x' })).rejects.toMatchObject({ code: 'discussion.channel-closed' })
  await expect(begin({ channel: channel.ask })).rejects.toMatchObject({ code: 'discussion.channel-closed' })
  expect((await topicPage(ctx('amina'), { topic })).posts).toHaveLength(1)
  await expect(addChannel(ctx('nomsa'), { name: 'x', purpose: 'x', circle: 'no-such-circle' })).rejects.toMatchObject({
    issues: [{ path: ['circle'] }],
  })
})

test('an address that leads nowhere says so', async ({ db }) => {
  const { ctx, begin } = await talking(db)
  const topic = await begin()
  for (const attempt of [
    () => openTopic(ctx('kagiso'), { topic: 'new-topic' }),
    () => topicPage.run(ctx('kagiso'), { topic: "1' or 1=1" }),
    () => postPage.run(ctx('kagiso'), { topic, post: 'first' }),
    () => topics.run(ctx('kagiso'), { channel: 'ask' }),
  ])
    await expect(attempt()).rejects.toMatchObject({ kind: 'not-found' })
  expect((await openTopic(ctx('kagiso'), { topic, at: 'nowhere', after: 'nowhere' })).posts).toHaveLength(1)
})

test.for([
  ['no text', { text: '   ' }, 'text'],
  ['no title', { title: '' }, 'title'],
  ['a title of a page', { title: 'x'.repeat(201) }, 'title'],
  ['a book', { text: 'x'.repeat(20_001) }, 'text'],
  ['no channel', { channel: 'ask' }, 'channel'],
  ['a kind that is none', { kind: 'rant' }, 'kind'],
] as const)('%s is refused', async ([, given, field], { db }) => {
  const { ctx, channel } = await talking(db)
  await expect(
    startTopic.run(ctx('kagiso'), { channel: channel.ask, title: 'A title', text: 'A text', ...given }),
  ).rejects.toMatchObject({ issues: [expect.objectContaining({ path: [field] })] })
})

test('HTML that somebody writes stays text, and nobody writes without end', async ({ db }) => {
  const { ctx, begin } = await talking(db)
  const topic = await begin({ text: '<script>alert(1)</script> [x](javascript:alert(1))' })
  const [post] = (await topicPage(ctx('amina'), { topic })).posts
  expect(post!.html).not.toMatch(/<script|href="javascript/)
  for (let i = 0; i < 30; i++) await reply(ctx('amina'), { topic, text: `Answer ${i}` })
  await expect(reply(ctx('amina'), { topic, text: 'One more' })).rejects.toMatchObject({ kind: 'too-many' })
})

test('a page of the discussion costs two statements, and two more on a first look at something new', async ({ db }) => {
  const { ctx, begin } = await talking(db)
  const topic = await begin()
  await reply(ctx('amina', later(5)), { topic, text: 'Forty' })
  const cost = async (work: () => Promise<unknown>) =>
    (await countQueries(work)).queries.filter((sql) => /^\s*(select|with|insert|update|delete)/i.test(sql)).length
  expect(await cost(() => topics(ctx('kagiso'), {}))).toBe(2)
  expect(await cost(() => openTopic(ctx('kagiso', later(6)), { topic }))).toBe(4)
  expect(await cost(() => openTopic(ctx('kagiso', later(7)), { topic }))).toBe(2)
})
