/** Kinds of mail that members can do without: what each has stopped, and the one link that stands in each mail. */
import { sql } from 'kysely'
import { communityOf, memberOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { idOfToken, tokenOf } from '../foundations/token.ts'
import { asMember } from './as-member.ts'

/** Each has a row in `mail_kind`; the house tests say where one lacks. */
export const stoppable = [
  'invitations',
  'reminders',
  'records',
  'actions',
  'briefs',
  'questions',
  'discussion',
] as const
export type Stoppable = (typeof stoppable)[number]

/** The address in a mail of that kind at which it is stopped: by one press of a mail program (RFC 8058), or on a page. */
export function stopUrl(ctx: Ctx, kind: Stoppable, member: string): string {
  return `${ctx.site.url}/in/stop/${kind}/${tokenOf(ctx.site.secret, `stop ${kind}`, member)}`
}

/** Whose address that is, as they would act by mail. Throws NotFound `invitations.stop` for one that is not in force. */
export async function whoStops(ctx: Ctx, kind: string, token: string): Promise<{ reader: Ctx; kind: Stoppable }> {
  const known = stoppable.find((each) => each === kind)
  const member = known && idOfToken(ctx.site.secret, `stop ${known}`, token)
  const reader = member && (await asMember(ctx, sql`m.id = ${member}::uuid`, 'mail'))
  if (!reader) throw new NotFound('invitations.stop')
  return { reader, kind: known }
}

/** The kinds that the member at hand has stopped. */
export async function stoppedBy(ctx: Ctx): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('mail_stop')
    .select('kind')
    .where('community_id', '=', communityOf(ctx).id)
    .where('member_id', '=', memberOf(ctx).id)
    .execute()
  return new Set(rows.map(({ kind }) => kind))
}

/** Stops that kind for the member at hand, or lets it come again. */
export async function wantMail(ctx: Ctx, kind: Stoppable, wanted: boolean): Promise<void> {
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
