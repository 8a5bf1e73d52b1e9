/** Mail that was written: nothing is sent or kept in secret. */
import { z } from 'zod'
import { communityOf } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { id, optional } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { query } from '../verb.ts'

const perPage = 50

export const letters = query(
  'stewardship.letters',
  {
    input: z.object({ after: optional(id) }),
    does: 'The mails of this community, newest first: held, kept, waiting, sent or failed.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const rows = await ctx.db
      .selectFrom('mail')
      .select(['id', 'kind', 'to_address', 'subject', 'state', 'error', 'bounce', 'created_at', 'sent_at'])
      .where('community_id', '=', communityOf(ctx).id)
      .$if(input.after !== undefined, (q) => q.where('id', '<', input.after!))
      .orderBy('id', 'desc')
      .limit(perPage + 1)
      .execute()
    const items = rows
      .slice(0, perPage)
      .map((row) => ({ ...row, created_at: row.created_at.toString(), sent_at: row.sent_at?.toString() ?? null }))
    return {
      items,
      next: rows.length > perPage ? items.at(-1)!.id : null,
      mailOn: communityOf(ctx).mailOn,
      canMail: ctx.site.canMail,
    }
  },
)

/** Letters that carry a secret of one person (an invitation's link) are not opened to others. */
const secret = ['invitation']

export const letter = query(
  'stewardship.letter',
  {
    input: z.object({ letter: id }),
    does: 'One mail as it was written. The link of an invitation is left out: it belongs to whoever was invited.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const row = await ctx.db
      .selectFrom('mail')
      .select(['id', 'kind', 'to_address', 'subject', 'text', 'state', 'error', 'bounce', 'created_at', 'sent_at'])
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', input.letter)
      .executeTakeFirst()
    if (!row) throw new NotFound('stewardship.letter')
    const showsLink = !secret.includes(row.kind) || !ctx.site.canMail
    return {
      ...row,
      text: showsLink ? row.text : row.text.replaceAll(/https?:\/\/\S+\/invitation\/\S+/g, '…'),
      created_at: row.created_at.toString(),
      sent_at: row.sent_at?.toString() ?? null,
    }
  },
)
