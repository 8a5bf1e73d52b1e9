/** What the discussion holds about a person: what they wrote, took out and closed, and what they follow. */
import { membershipsOf, type PersonalData } from '../foundations/personal-data.ts'

export const personalData: PersonalData = {
  room: 'discussion',
  tables: ['topic', 'post', 'topic_follow'],

  async tell(ctx, person) {
    const posts = await ctx.db
      .selectFrom('post as p')
      .innerJoin('topic as t', (join) =>
        join.onRef('t.community_id', '=', 'p.community_id').onRef('t.id', '=', 'p.topic_id'),
      )
      .select(['t.title', 'p.text', 'p.at', 'p.via', 'p.edited_at', 'p.retired_at', 'p.retired_why'])
      .where('p.author_id', 'in', membershipsOf(ctx, person))
      .orderBy('p.id')
      .execute()
    const before = await ctx.db
      .selectFrom('post_edition as d')
      .innerJoin('post as p', (join) =>
        join
          .onRef('p.community_id', '=', 'd.community_id')
          .onRef('p.topic_id', '=', 'd.topic_id')
          .onRef('p.id', '=', 'd.post_id'),
      )
      .select(['d.text', 'd.until'])
      .where('p.author_id', 'in', membershipsOf(ctx, person))
      .orderBy('d.post_id')
      .orderBy('d.edition')
      .execute()
    const follows = await ctx.db
      .selectFrom('topic_follow as f')
      .innerJoin('topic as t', (join) =>
        join.onRef('t.community_id', '=', 'f.community_id').onRef('t.id', '=', 'f.topic_id'),
      )
      .select(['t.title', 'f.following', 'f.since', 'f.seen_at'])
      .where('f.member_id', 'in', membershipsOf(ctx, person))
      .orderBy('f.since')
      .execute()
    return { posts, before, follows }
  },

  /** What was said stays with the topic; that it was they who said it goes, and what they had said before. */
  async forget(ctx, person) {
    const mine = membershipsOf(ctx, person)
    await ctx.db
      .deleteFrom('post_edition')
      .where('post_id', 'in', ctx.db.selectFrom('post').select('id').where('author_id', 'in', mine))
      .execute()
    await ctx.db.deleteFrom('topic_follow').where('member_id', 'in', mine).execute()
    for (const column of ['author_id', 'retired_by'] as const)
      await ctx.db
        .updateTable('post')
        .set({ [column]: null })
        .where(column, 'in', mine)
        .execute()
    for (const column of ['author_id', 'closed_by', 'retired_by'] as const)
      await ctx.db
        .updateTable('topic')
        .set({ [column]: null })
        .where(column, 'in', mine)
        .execute()
  },
}
