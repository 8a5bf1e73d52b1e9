import { redirect, type RequestEvent } from '@sveltejs/kit'
import { arrive } from '#server/arrive.ts'
import type { Ctx } from '#server/ctx.ts'
import { findRoom, joinByCode, mayComeIn, type FoundRoom } from '#server/events/index.ts'
import { readSessionCookie } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { keepLiveToken } from '#web/live/cookie.ts'
import { read } from '#web/read.ts'

const roomOf = ({ community, event }: FoundRoom) => `/${community.slug}/events/${event.id}/live`

export const load = (event) =>
  read(event, async (ctx) => {
    const found = await findRoom(ctx, { code: event.params.code, address: event.getClientAddress() })
    // Members who may come are in by their session; the code has only led them here.
    if (await comesAsMember(ctx, event, found)) redirect(303, roomOf(found))
    return {
      title: found.event.title,
      community: found.community.name,
      door: found.door,
      signedIn: ctx.actor !== null,
      code: event.params.code,
      room: roomOf(found),
    }
  })

export const actions = {
  default: act(async (ctx, typed, event) => {
    const found = await findRoom(ctx, { code: event.params.code!, address: event.getClientAddress() })
    if (await comesAsMember(ctx, event, found)) return { to: roomOf(found) }
    const { token } = await joinByCode(ctx, found, typed)
    keepLiveToken(event, roomOf(found), token)
    return { to: roomOf(found), flash: 'live.join.done' }
  }),
}

async function comesAsMember(ctx: Ctx, event: RequestEvent, found: FoundRoom): Promise<boolean> {
  if (!ctx.actor) return false
  const session = readSessionCookie(event.cookies, ctx.site)
  const { member } = await arrive(ctx.db, { session }, found.community.slug, ctx.now)
  return mayComeIn({ actor: ctx.actor, member }, found)
}
