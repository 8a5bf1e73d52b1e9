/**
 * Saying by mail that an action is done: a link signed for one action and its owner, good until the action has another
 * owner. Opening it changes nothing (programs that look at mail follow links); its page has one button.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { asMember } from '../as-member.ts'
import { finishAction } from './actions.ts'

/** The address of the page for one action of one owner. */
export function doneLink(ctx: Ctx, action: string, owner: string): string {
  const bare = (id: string) => id.replaceAll('-', '')
  const community = communityOf(ctx).id
  return `${ctx.site.url}/in/action/${bare(community)}${bare(action)}${signature(ctx, community, action, owner)}`
}

/** What the page behind a link shows. Throws NotFound `record.link` for a link that was cut off or is no longer good. */
export async function actionBehind(ctx: Ctx, token: string) {
  const { ctx: owner, action, text, due_on, state, event } = await behind(ctx, token)
  const { name, slug } = communityOf(owner)
  return { action, text, due_on, state, event, community: name, slug }
}

/** Says that the action behind a link is done, as its owner. Saying it twice changes nothing. */
export async function finishByLink(ctx: Ctx, token: string): Promise<{ done: true }> {
  const found = await behind(ctx, token)
  if (found.state !== 'dropped') await transaction(found.ctx, (ctx) => finishAction(ctx, { action: found.action }))
  return { done: true }
}

interface Row {
  action: string
  text: string
  due_on: string
  state: 'open' | 'done' | 'dropped'
  event: string
  owner_id: string | null
  community_id: string
}

async function behind(ctx: Ctx, token: string) {
  const [, community, action, signed] = /^([\da-f]{32})([\da-f]{32})([\w-]{22})$/.exec(token) ?? []
  if (!community || !action || !signed) throw new NotFound('record.link')
  const { rows } = await sql<Row>`
    select a.id as action, a.text, a.due_on, a.state, e.title as event, a.owner_id, a.community_id
      from action a join event e on e.community_id = a.community_id and e.id = a.event_id
     where a.community_id = ${community}::uuid and a.id = ${action}::uuid`.execute(ctx.db)
  const row = rows[0]
  if (!row?.owner_id || !isSame(signed, signature(ctx, row.community_id, row.action, row.owner_id)))
    throw new NotFound('record.link')
  const owner = await asMember(ctx, sql`m.id = ${row.owner_id}::uuid`, 'mail')
  if (!owner) throw new NotFound('record.link')
  return { ...row, ctx: owner }
}

/** HMAC-SHA-256, cut to 128 bits (RFC 2104, 5: no less than half of it). */
function signature(ctx: Ctx, community: string, action: string, owner: string): string {
  const signed = createHmac('sha256', `${ctx.site.secret}:action`).update(`${community} ${action} ${owner}`).digest()
  return signed.subarray(0, 16).toString('base64url')
}

const isSame = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
