/** The page behind the link of such a letter. Looking changes nothing: programs that look at mail follow links. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { hashOf } from '../../foundations/id.ts'
import { readInput } from '../../verb.ts'
import { asMember, inCommunity } from '../as-member.ts'
import type { EventRow } from '../access.ts'
import { toldInput, uses } from './questions.ts'
import { formOf, keepLoopBack, type Teller } from './tell.ts'

/**
 * What the page shows: the questions with what was told before; `pressed` is the answer of the link, not yet given.
 * Throws NotFound `followUp.link` for a link that is not in force.
 */
export async function loopBackPage(ctx: Ctx, token: string, pressed?: string) {
  const asked = await askedBy(ctx, token)
  const form = await formOf(asked.reader, asked.event, asked.days, asked.who)
  return {
    ...form,
    open: asked.open,
    pressed: uses.find((use) => use === pressed) ?? null,
    title: asked.event.title,
    community: communityOf(asked.reader).name,
  }
}

/** Tells as whoever the letter was sent to, or changes what they told. Throws Conflict `followUp.over` and as the page does. */
export async function tellByMail(ctx: Ctx, token: string, raw: unknown): Promise<void> {
  const told = readInput(z.object(toldInput), raw)
  const { reader, event, days, who, open } = await askedBy(ctx, token)
  if (!open) throw new Conflict('followUp.over')
  await transaction(reader, (ctx) => keepLoopBack(ctx, event, days, who, told))
}

interface Row extends Pick<EventRow, 'community_id' | 'id' | 'title' | 'confidence' | 'class'> {
  days: number
  member_id: string | null
  guest_id: string | null
  expires_at: Temporal.Instant
}

async function askedBy(ctx: Ctx, token: string) {
  const { rows } = await sql<Row>`
    select e.community_id, e.id, e.title, e.confidence, e.class, u.days, u.member_id, u.guest_id, u.expires_at
      from follow_up u join event e on e.community_id = u.community_id and e.id = u.event_id
     where u.token_hash = ${hashOf(token)}`.execute(ctx.db)
  const row = rows[0]
  const reader = row?.member_id
    ? await asMember(ctx, sql`m.id = ${row.member_id}::uuid`, 'mail')
    : row && (await inCommunity(ctx, row.community_id))
  if (!row || !reader) throw new NotFound('followUp.link')
  const { days, member_id, guest_id, expires_at, ...event } = row
  const who: Teller = member_id ? { member_id } : { guest_id: guest_id! }
  // The page stands in the language of whoever looks at it.
  return {
    reader: { ...reader, locale: ctx.locale },
    event,
    days,
    who,
    open: expires_at.epochMilliseconds > ctx.now.epochMilliseconds,
  }
}
