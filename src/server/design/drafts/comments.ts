import { z } from 'zod'
import { NotFound } from '../../errors.ts'
import type { Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { flag, id, line, lines, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { commentOnDesign, seeDesign, workOnDesign } from '../../permissions/design.ts'
import { pathSpec } from '../rules/paths.ts'
import { nameOfPath } from '../rules/say.ts'
import { query, verb } from '../../verb.ts'
import { aboutDraft } from './about.ts'
import { draftFor, shown } from './access.ts'
import { nameOfActor } from './names.ts'

export const comment = verb(
  'design.comment',
  {
    input: z.object({
      ...shown,
      /** Path of the decision that it is about; none for the design as a whole. */
      decision: optional(z.string().refine((path) => pathSpec(path) !== undefined, 'design.no-decision')),
      text: lines(5000).refine((text) => text !== '', 'field.empty'),
      /** Who says so, where no account does. */
      name: optional(line()),
    }),
    does: 'Comments on a decision, or on the design as a whole.',
    who: commentOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    allow(ctx, commentOnDesign, draft.access)
    const commentId = newId(ctx.now)
    await ctx.db
      .insertInto('design_comment')
      .values({
        design_id: draft.id,
        id: commentId,
        decision: input.decision ?? null,
        text: input.text,
        name: nameOfActor(ctx, input.name),
        person_id: ctx.actor?.id ?? null,
        at: ctx.now,
      })
      .execute()
    await record(ctx, 'design.commented', { subject: draft.id, payload: { decision: input.decision ?? null } })
    return { comment: commentId }
  },
)

export const settle = verb(
  'design.settle',
  {
    input: z.object({ ...shown, comment: id, again: optional(flag) }),
    does: 'Marks a comment as settled, or opens it again.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    allow(ctx, workOnDesign, draft.access)
    const { numUpdatedRows } = await ctx.db
      .updateTable('design_comment')
      .set({ settled_at: input.again ? null : ctx.now })
      .where('design_id', '=', draft.id)
      .where('id', '=', input.comment)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new NotFound('design.no-comment')
    return { comment: input.comment }
  },
)

export const commentsPage = query(
  'design.comments',
  {
    input: z.object(shown),
    does: 'What was said about a design and its decisions, oldest first.',
    who: seeDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    const said = await commentsOn(ctx, draft.id)
    return {
      about: await aboutDraft(ctx, draft),
      comments: said.map((comment) => ({
        ...comment,
        about: comment.decision && nameOfPath(ctx.locale, comment.decision),
      })),
    }
  },
)

/** Every comment, oldest first. */
export async function commentsOn(ctx: Ctx, design: string) {
  const rows = await ctx.db
    .selectFrom('design_comment')
    .select(['id', 'decision', 'text', 'name', 'at', 'settled_at'])
    .where('design_id', '=', design)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ at, settled_at, ...row }) => ({ ...row, at: at.toString(), settled: settled_at !== null }))
}
