/**
 * Stopping a kind of mail. A GET only shows a button, because mail scanners follow links; a mail program posts
 * `List-Unsubscribe=One-Click` (RFC 8058), which is answered without a redirect.
 */
import { stopByLink, stopPage } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => stopPage(ctx, event.params.kind, event.params.token))

const choose = (wanted: boolean) =>
  act(async (ctx, _, event) => {
    await stopByLink(ctx, event.params.kind!, event.params.token!, wanted)
    return { to: event.url.pathname }
  })

export const actions = {
  default: (event) =>
    read(event, async (ctx) => {
      await stopByLink(ctx, event.params.kind, event.params.token, false)
      return {}
    }),
  stop: choose(false),
  again: choose(true),
}
