/** One post by itself: what it said before it was changed, and what can be done with it. */
import { z } from 'zod'
import { communityOf } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { can } from '../permissions/index.ts'
import { changePost, readChannel, retirePost } from '../permissions/discussion.ts'
import { query } from '../verb.ts'
import { postOf, topicFor } from './access.ts'

export const postPage = query(
  'discussion.post',
  {
    input: z.object({ topic: z.string('required').max(60), post: z.string('required').max(60) }),
    does: 'One post as it was written, what it said before each change (newest first), and whether you may change it or take it out.',
    who: readChannel.says,
  },
  async (ctx, input) => {
    const topic = await topicFor(ctx, input.topic)
    if (topic.retired_at) throw new NotFound('discussion.post')
    const post = await postOf(ctx, topic, input.post)
    const access = { ...topic, author_id: post.author_id }
    const editions = await ctx.db
      .selectFrom('post_edition')
      .select(['edition', 'text', 'until'])
      .where('community_id', '=', communityOf(ctx).id)
      .where('topic_id', '=', topic.id)
      .where('post_id', '=', post.id)
      .orderBy('edition', 'desc')
      .limit(100)
      .execute()
    return {
      topic: { id: topic.id, title: topic.title },
      post: {
        id: post.id,
        text: post.text,
        html: post.html,
        author: post.author,
        at: post.at.toString(),
        edition: post.edition,
        is_first: post.is_first,
      },
      editions: editions.map(({ until, ...edition }) => ({ ...edition, until: until.toString() })),
      may: {
        change: can(ctx, changePost, access),
        retire: can(ctx, retirePost, access),
      },
    }
  },
)
