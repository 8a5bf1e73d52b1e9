/** Which mail about events a member does not want: told on their own page, or by the one link that stands in each mail. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, memberOf, transaction, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { flag } from '../foundations/input.ts'
import { idOfToken, tokenOf } from '../foundations/token.ts'
import { query, verb } from '../verb.ts'
import { asMember } from './as-member.ts'
import { guestToStop, stopGuestMail } from './registration/index.ts'

export const stoppable = ['invitations', 'reminders', 'records', 'actions', 'briefs', 'questions'] as const
export type Stoppable = (typeof stoppable)[number]

export const mailChoice = query(
  'events.mail-choice',
  { input: z.object({}), does: 'Which mail about events you get.', who: 'Each member, for themselves.' },
  async (ctx) => {
    const stopped = await stoppedBy(ctx)
    return Object.fromEntries(stoppable.map((kind) => [kind, !stopped.has(kind)])) as Record<Stoppable, boolean>
  },
)

export const chooseMail = verb(
  'events.choose-mail',
  {
    input: z.object({
      invitations: flag,
      reminders: flag,
      records: flag,
      actions: flag,
      briefs: flag,
      questions: flag,
    }),
    does: 'Says which mail about events you want: invitations, reminders, what an event left, reminders of your actions, pre-briefs. Word of changes comes all the same.',
    who: 'Each member, for themselves.',
  },
  async (ctx, wanted) => {
    const stopped = await stoppedBy(ctx)
    for (const kind of stoppable) if (wanted[kind] === stopped.has(kind)) await want(ctx, kind, wanted[kind])
    return wanted
  },
)

/** The address in a mail of that kind at which it is stopped: by one press of a mail program (RFC 8058), or on a page. */
export function stopUrl(ctx: Ctx, kind: Stoppable, member: string): string {
  return `${ctx.site.url}/in/stop/${kind}/${tokenOf(ctx.site.secret, `stop ${kind}`, member)}`
}

/** What the page behind that address shows, or a guest's (`guestStopUrl`). Throws NotFound `invitations.stop` for one that is not in force. */
export async function stopPage(ctx: Ctx, kind: string, token: string) {
  if (kind === 'guest') return { kind: 'guest' as const, ...(await guestToStop(ctx, token)) }
  const { reader, kind: known } = await readerOf(ctx, kind, token)
  return {
    kind: known,
    community: communityOf(reader).name,
    slug: communityOf(reader).slug,
    stopped: (await stoppedBy(reader)).has(known),
  }
}

/** Stops that kind of mail, or lets it come again. Safe to repeat. Throws as `stopPage` does. */
export async function stopByLink(ctx: Ctx, kind: string, token: string, wanted: boolean): Promise<void> {
  if (kind === 'guest') return stopGuestMail(ctx, token, wanted)
  const { reader, kind: known } = await readerOf(ctx, kind, token)
  await transaction(reader, async (ctx) => {
    if ((await stoppedBy(ctx)).has(known) === wanted) await want(ctx, known, wanted)
  })
}

async function readerOf(ctx: Ctx, kind: string, token: string): Promise<{ reader: Ctx; kind: Stoppable }> {
  const known = stoppable.find((each) => each === kind)
  const member = known && idOfToken(ctx.site.secret, `stop ${known}`, token)
  const reader = member && (await asMember(ctx, sql`m.id = ${member}::uuid`, 'mail'))
  if (!reader) throw new NotFound('invitations.stop')
  return { reader, kind: known }
}

async function stoppedBy(ctx: Ctx): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('mail_stop')
    .select('kind')
    .where('community_id', '=', communityOf(ctx).id)
    .where('member_id', '=', memberOf(ctx).id)
    .execute()
  return new Set(rows.map(({ kind }) => kind))
}

async function want(ctx: Ctx, kind: Stoppable, wanted: boolean): Promise<void> {
  const mine = { community_id: communityOf(ctx).id, member_id: memberOf(ctx).id, kind }
  if (wanted) {
    await ctx.db
      .deleteFrom('mail_stop')
      .where('community_id', '=', mine.community_id)
      .where('member_id', '=', mine.member_id)
      .where('kind', '=', kind)
      .execute()
  } else {
    await ctx.db
      .insertInto('mail_stop')
      .values({ ...mine, at: ctx.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await record(ctx, 'member.mail-chosen', { payload: { kind, wanted } })
}
