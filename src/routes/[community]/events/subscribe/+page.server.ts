import { myFeed, renewFeed, stopFeed } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { dropCookie, keepCookie } from '#web/cookies.ts'
import { read } from '#web/read.ts'

/** The address is shown for ten minutes to the browser that made it, and kept nowhere else. */
const cookie = 'feed'
const shownFor = 600

export const load = (event) =>
  read(event, async (ctx) => ({ ...(await myFeed(ctx, {})), address: event.cookies.get(cookie) ?? null }))

export const actions = {
  renew: act(async (ctx, _, event) => {
    const { url } = await renewFeed(ctx, {})
    keepCookie(event, cookie, url, { path: event.url.pathname, maxAge: shownFor, sameSite: 'strict' })
    return { to: event.url.pathname }
  }),
  stop: act(async (ctx, _, event) => {
    await stopFeed(ctx, {})
    dropCookie(event, cookie, event.url.pathname)
    return { to: event.url.pathname, flash: 'events.subscribe.stopped' }
  }),
}
