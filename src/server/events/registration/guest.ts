/** A guest: somebody who comes without an account. Their page is opened by a secret that only their letters carry. */
import { createHmac } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Guest } from '../../database.gen.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { hashOf } from '../../foundations/id.ts'
import type { EventRow } from '../access.ts'
import type { Standing } from './places.ts'
import type { Replies } from './questions.ts'

export type GuestRow = Omit<Selectable<Guest>, 'answer' | 'mode' | 'waiting_since' | 'offer_until' | 'replies'> &
  Standing & { replies: Replies }

/** Who may, where a guest does something: there is no account that could be asked. */
export const byTheirLink = 'Whoever has the secret link of that guest’s page.'

/** The secret of a guest's page, as an input. */
export const token = z.string('required').max(100)

/** The secret of a guest's page: made of their id, so that every letter can carry it and it is nowhere kept. */
export function guestSecret(ctx: Pick<Ctx, 'site'>, id: string): string {
  return createHmac('sha256', ctx.site.secret).update(`guest ${id}`).digest('base64url')
}

/** The secret by which a guest's browser is known in the live room: it opens nothing else. */
export function roomSecret(ctx: Pick<Ctx, 'site'>, id: string): string {
  return createHmac('sha256', ctx.site.secret).update(`live room ${id}`).digest('base64url')
}

/** The way in is for guests who confirmed and come, or may come. */
export function mayEnter({ answer }: Pick<GuestRow, 'answer'>): boolean {
  return answer === 'yes' || answer === 'maybe'
}

/** Where a guest's own page is. */
export function guestAddress(ctx: Ctx, guest: Pick<GuestRow, 'id' | 'event_id'>): string {
  return `${ctx.site.url}/${communityOf(ctx).slug}/events/${guest.event_id}/guest/${guestSecret(ctx, guest.id)}`
}

/** The guest behind a secret, and their event. Throws NotFound `registration.guest` for any other. */
export async function guestBehind(ctx: Ctx, secret: string): Promise<{ guest: GuestRow; event: EventRow }> {
  const guest = await ctx.db
    .selectFrom('guest')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('token_hash', '=', hashOf(secret))
    .executeTakeFirst()
  if (!guest) throw new NotFound('registration.guest')
  const event = await ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', guest.community_id)
    .where('id', '=', guest.event_id)
    .executeTakeFirstOrThrow()
  return { guest: guest as unknown as GuestRow, event }
}

/** The same with the event's row locked, and then the guest's, for verbs. */
export async function guestToChange(ctx: Ctx, secret: string): Promise<{ guest: GuestRow; event: EventRow }> {
  const { event } = await guestBehind(ctx, secret)
  await ctx.db
    .selectFrom('event')
    .select('id')
    .where('community_id', '=', event.community_id)
    .where('id', '=', event.id)
    .forNoKeyUpdate()
    .execute()
  return guestBehind(ctx, secret)
}
