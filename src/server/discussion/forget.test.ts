import { expect } from 'vitest'
import { transaction } from '#server/ctx.ts'
import { openDatabase } from '#server/foundations/db/index.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { withChannels } from '#tests/support/discussion.ts'
import { livingCommunity, now } from '#tests/support/people.ts'
import { changePost, follow, personalData, reply, retirePost, startTopic, topicPage, topics } from './index.ts'

const later = (minutes: number) => ({ at: now.add({ minutes }) })

test('whoever goes for good takes their name along, what they had said before and whom they followed; what they said stays', async ({
  db,
}) => {
  const living = await livingCommunity(db)
  const { ctx, person } = living
  const { begin } = await withChannels(db, living)
  const topic = await begin({ by: 'kagiso', text: 'My number is 555' })
  const { post } = await reply(ctx('amina', later(1)), { topic, text: 'Forty' })
  const [first] = (await topicPage(ctx('amina'), { topic })).posts
  await changePost(ctx('kagiso', later(2)), { topic, post: first!.id, text: 'Call me', edition: 1 })
  await retirePost(ctx('kagiso', later(3)), {
    topic,
    post: (await reply(ctx('kagiso', later(3)), { topic, text: 'x' })).post,
    why: 'Twice',
  })
  const told = await personalData.tell(ctx('kagiso'), person.kagiso)
  expect(told).toMatchObject({
    posts: [{ text: 'Call me' }, { text: 'x', retired_why: 'Twice' }],
    before: [{ text: 'My number is 555' }],
    follows: [{ following: true }],
  })
  expect(JSON.stringify(told)).not.toContain('Forty')
  await transaction(ctx('kagiso'), (ctx) => personalData.forget(ctx, person.kagiso))
  const page = await topicPage(ctx('amina', later(5)), { topic })
  expect(page.author).toBeNull()
  expect(page.posts.map(({ author, html }) => [author?.name ?? null, html])).toEqual([
    [null, '<p>Call me</p>\n'],
    ['Amina Otieno', '<p>Forty</p>\n'],
    [null, null],
  ])
  expect(page.posts[2]!.retired).toMatchObject({ by: null, why: 'Twice' })
  expect(await db.selectFrom('post_edition').selectAll().execute()).toEqual([])
  expect((await topics(ctx('amina'), {})).items[0]!.last_by).toBe('Amina Otieno')
  expect(post).toBe(page.posts[1]!.id)
})

test('many who answer and follow at once all come through, and the first of them is the first', async () => {
  await using database = await freshDatabase()
  const db = openDatabase(database.url)
  const living = await livingCommunity(db)
  const { channel } = await withChannels(db, living)
  const { ctx } = living
  const { topic } = await startTopic(ctx('kagiso'), { channel: channel.ask, title: 'At once?', text: 'x' })
  const names = ['amina', 'fatou', 'johan', 'zanele', 'nomsa', 'sipho'] as const
  await Promise.all(
    names.flatMap((name, i) => [
      reply(ctx(name, later(i + 1)), { topic, text: name }),
      follow(ctx(name, later(i + 1)), { topic }),
      reply(ctx(name, later(i + 1)), { topic, text: `${name} again` }),
    ]),
  )
  const [item] = (await topics(ctx('kagiso'), {})).items
  expect(item).toMatchObject({ replies: 12 })
  const row = await db
    .selectFrom('topic')
    .select(['first_reply_at', 'last_at'])
    .where('id', '=', topic)
    .executeTakeFirstOrThrow()
  const { posts } = await topicPage(ctx('kagiso'), { topic })
  expect(row.last_at.toString()).toBe(
    posts
      .map(({ at }) => at)
      .toSorted()
      .at(-1),
  )
  expect(row.first_reply_at).not.toBeNull()
  const follows = await db.selectFrom('topic_follow').select('member_id').where('topic_id', '=', topic).execute()
  expect(follows).toHaveLength(7)
  await db.destroy()
})

test('with a community its channels and topics go', async ({ db }) => {
  const living = await livingCommunity(db)
  const { begin } = await withChannels(db, living)
  await reply(living.ctx('amina', later(1)), { topic: await begin(), text: 'Forty' })
  await db.deleteFrom('community').where('id', '=', living.community.id).execute()
  expect(await db.selectFrom('post').select('id').execute()).toEqual([])
})
