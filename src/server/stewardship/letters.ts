/** Mail that was written: nothing is sent or kept in secret. */
import { z } from 'zod'
import { communityOf } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { id, optional } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { query } from '../verb.ts'
import { withoutOwnLinks } from './own-links.ts'

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

export const letter = query(
  'stewardship.letter',
  {
    input: z.object({ letter: id }),
    does: 'One mail as it was written. Links with which its reader acts without signing in are left out: they are theirs alone. Where no mail is sent the ways in of invitations and of guests stand there, to be handed on.',
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
    return {
      ...row,
      text: withoutOwnLinks(row.text, !ctx.site.canMail),
      created_at: row.created_at.toString(),
      sent_at: row.sent_at?.toString() ?? null,
    }
  },
)
