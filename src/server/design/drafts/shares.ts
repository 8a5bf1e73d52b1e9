import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { hashOf, newId } from '../../foundations/id.ts'
import { id, oneOf } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { workOnDesign } from '../../permissions/design.ts'
import { query, verb } from '../../verb.ts'
import { aboutDraft } from './about.ts'
import { draftFor, shareToken, shown } from './access.ts'

export const share = verb(
  'design.share',
  {
    input: z.object({ ...shown, may: oneOf(['read', 'comment']) }),
    does: 'Makes a link that opens the design to whoever has it, to read or to comment, until it is taken back.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    allow(ctx, workOnDesign, draft.access)
    const shareId = newId(ctx.now)
    const token = shareToken(ctx, shareId)
    await ctx.db
      .insertInto('design_share')
      .values({ design_id: draft.id, id: shareId, token_hash: hashOf(token), may: input.may, created_at: ctx.now })
      .execute()
    await record(ctx, 'design.shared', { subject: draft.id, payload: { may: input.may } })
    return { share: shareId, url: `${ctx.site.url}/design/shared/${token}` }
  },
)

export const revoke = verb(
  'design.revoke',
  {
    input: z.object({ ...shown, link: id }),
    does: 'Takes a shared link back: it opens nothing any more.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    allow(ctx, workOnDesign, draft.access)
    const { numUpdatedRows } = await ctx.db
      .updateTable('design_share')
      .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(ctx.now)) }))
      .where('design_id', '=', draft.id)
      .where('id', '=', input.link)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new NotFound('design.share')
    return { link: input.link }
  },
)

export const openShare = query(
  'design.open-share',
  {
    input: z.object({ token: z.string().max(200) }),
    does: 'Says which design a shared link opens, and whether one may comment.',
    who: 'Everybody who has the link.',
  },
  async (ctx, { token }) => {
    const found = await ctx.db
      .selectFrom('design_share')
      .select(['design_id', 'may'])
      .where('token_hash', '=', hashOf(token))
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!found) throw new NotFound('design.share')
    return { design: found.design_id, may: found.may as 'read' | 'comment' }
  },
)

export const sharePage = query(
  'design.links',
  { input: z.object(shown), does: 'The links that open a design, with their addresses.', who: workOnDesign.says },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    allow(ctx, workOnDesign, draft.access)
    return { about: await aboutDraft(ctx, draft), links: await openLinks(ctx, draft.id) }
  },
)

async function openLinks(ctx: Ctx, design: string) {
  const rows = await ctx.db
    .selectFrom('design_share')
    .select(['id', 'may', 'created_at'])
    .where('design_id', '=', design)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .execute()
  return rows.map(({ id, may, created_at }) => ({
    id,
    may: may as 'read' | 'comment',
    at: created_at.toString(),
    url: `${ctx.site.url}/design/shared/${shareToken(ctx, id)}`,
  }))
}
