/**
 * Stopping a kind of mail. A GET only shows a button, because mail scanners follow links; a mail program posts
 * `List-Unsubscribe=One-Click`, which must not be answered by a redirect (RFC 8058, 3.1).
 */
import { stopByLink, stopPage } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { formOf } from '#web/form.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => stopPage(ctx, event.params.kind, event.params.token))

export const actions = {
  default: async (event) => {
    const form = await formOf(event, event.request.clone())
    if (form.get('List-Unsubscribe') !== 'One-Click') return choose(event)
    await read(event, (ctx) => stopByLink(ctx, event.params.kind, event.params.token, false))
    return { problems: {} as Record<string, string> }
  },
}

/** The page's own buttons: `wanted` is `yes` where the mail may come again. */
const choose = act(async (ctx, typed, event) => {
  await stopByLink(ctx, event.params.kind!, event.params.token!, typed.wanted === 'yes')
  return { to: event.url.pathname }
})
