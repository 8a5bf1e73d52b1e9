/** Mail that came in: what was made of it, and why of some nothing could be made. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { flag, id, optional } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { query } from '../verb.ts'
import { withoutReturned } from './own-links.ts'

const perPage = 50
const shown = [
  'id',
  'recipient',
  'purpose',
  'sender',
  'subject',
  'state',
  'reason',
  'params',
  'error',
  'received_at',
] as const

export const receivedMails = query(
  'stewardship.received-mails',
  {
    input: z.object({ after: optional(id), trouble: flag.optional() }),
    does: 'The mails that came in for this community, newest first, and what became of each; with `trouble` only those of which nothing could be made. An administrator also sees those that are for nobody.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const rows = await mine(ctx)
      .select(shown)
      .$if(input.after !== undefined, (q) => q.where('id', '<', input.after!))
      .$if(input.trouble === true, (q) =>
        q.where((eb) => eb.or([eb('state', '=', 'refused'), eb('error', 'is not', null)])),
      )
      .orderBy('id', 'desc')
      .limit(perPage + 1)
      .execute()
    const items = rows.slice(0, perPage).map(said)
    return {
      items,
      next: rows.length > perPage ? items.at(-1)!.id : null,
      receives: ctx.site.mailIn !== undefined,
    }
  },
)

export const receivedMail = query(
  'stewardship.received-mail',
  {
    input: z.object({ mail: z.string('required').max(60) }),
    does: 'One mail that came in, as it came: headers and body, cut after 100,000 characters, and without the letter of ours that a mail server gives back.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    if (!z.uuid().safeParse(input.mail).success) throw new NotFound('stewardship.letter')
    const row = await mine(ctx)
      .select([...shown, 'raw'])
      .where('id', '=', input.mail)
      .executeTakeFirst()
    if (!row) throw new NotFound('stewardship.letter')
    return { ...said(row), raw: withoutReturned(row.raw.subarray(0, 100_000).toString()) }
  },
)

/** Those of the community; for an administrator those of no community, too. */
function mine(ctx: Ctx) {
  const community = communityOf(ctx).id
  return ctx.db
    .selectFrom('received_mail')
    .where((eb) =>
      ctx.actor?.isAdministrator
        ? eb.or([eb('community_id', '=', community), eb('community_id', 'is', null)])
        : eb('community_id', '=', community),
    )
}

function said<T extends { received_at: Temporal.Instant; params: unknown }>(row: T) {
  return { ...row, params: row.params as Record<string, string | number>, received_at: row.received_at.toString() }
}
