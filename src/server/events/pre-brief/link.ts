/** The pre-brief behind the link of a letter: no account has to be opened, and looking changes nothing. */
import { sql } from 'kysely'
import { communityOf, memberOf, transaction, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { idOfToken, tokenOf } from '../../foundations/token.ts'
import { asMember } from '../as-member.ts'
import { briefFor, isQuiet } from '../brief.ts'
import { takePosition } from '../positions/index.ts'
import { noteSeen, preBrief } from './read.ts'

const purpose = (event: string) => `pre-brief ${event}`

/** The link opens nothing any more so many days after the event; signed in it is still read. */
const opensForDays = 30

/** The address in a letter to that member. */
export function briefLink(ctx: Ctx, event: string, member: string): string {
  return `${ctx.site.url}/in/brief/${event}/${tokenOf(ctx.site.secret, purpose(event), member)}`
}

/** What the page behind the link shows. Throws NotFound `brief.link` for one that is not in force. */
export async function briefByLink(ctx: Ctx, event: string, token: string) {
  const { reader } = await readerOf(ctx, event, token)
  const { readers: _, html, questions, panel, materials, positions, ...page } = await preBrief(reader, { id: event })
  const { rows } = await sql<{ seen: boolean }>`
    select seen_edition is not distinct from ${page.edition} as seen from pre_brief_reader
     where community_id = ${communityOf(reader).id} and event_id = ${page.event.id} and member_id = ${memberOf(reader).id}`.execute(
    ctx.db,
  )
  return {
    ...page,
    /** Of one that is not to be mailed about a letter's link shows nothing either. */
    text: page.quiet ? null : { html, questions, panel, materials, positions },
    seen: rows[0]?.seen ?? false,
    slug: communityOf(reader).slug,
    community: communityOf(reader).name,
    zone: reader.zone,
    /** Signed in as whom it was sent to: the page itself is a click away. */
    is_me: ctx.actor?.id === reader.actor?.id,
  }
}

/** Says that it was read, as the member to whom the link was sent. Safe to repeat. Throws as `briefByLink` does. */
export async function seenByLink(ctx: Ctx, event: string, token: string): Promise<void> {
  const { reader, found } = await readerOf(ctx, event, token)
  await transaction(reader, (ctx) => noteSeen(ctx, found))
}

/** Takes a position as the member to whom the link was sent: what they say signed in is the same. Throws as `briefByLink` does. */
export async function takePositionByLink(ctx: Ctx, event: string, token: string, typed: object): Promise<void> {
  const { reader, found } = await readerOf(ctx, event, token)
  if (isQuiet(found.event, found.brief)) throw new NotFound('brief.link')
  await transaction(reader, async (ctx) => {
    await takePosition.run(ctx, { ...typed, id: found.event.id })
    await noteSeen(ctx, found)
  })
}

async function readerOf(ctx: Ctx, event: string, token: string) {
  const member = idOfToken(ctx.site.secret, purpose(event), token)
  const reader = member && (await asMember(ctx, sql`m.id = ${member}::uuid`, 'mail'))
  if (!reader) throw new NotFound('brief.link')
  const found = await briefFor(reader, event)
  const until = found.event.ends_at.add({ hours: 24 * opensForDays })
  if (found.brief.edition === 0 || Temporal.Instant.compare(until, ctx.now) < 0) throw new NotFound('brief.link')
  return { reader, found }
}
