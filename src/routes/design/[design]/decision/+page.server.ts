import { comment, decisionPage, dropOverride, override } from '#server/design/index.ts'
import { act, type Done } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'
import type { RequestEvent } from '@sveltejs/kit'
import { shownBy } from '../../shown.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    page: await decisionPage(ctx, { ...shownBy(event), decision: event.url.searchParams.get('of') ?? undefined }),
    once: onceKey(),
  }))

const asked = (event: RequestEvent) => ({ ...shownBy(event), decision: event.url.searchParams.get('of') ?? '' })
const here = (event: RequestEvent, flash: Done['flash']): Done => ({
  to: `${event.url.pathname}?of=${encodeURIComponent(event.url.searchParams.get('of') ?? '')}`,
  flash,
})

export const actions = {
  override: act(async (ctx, { value, list, isShare, reason, name }, event) => {
    const typed =
      list !== undefined
        ? (value ?? [])
        : isShare && typeof value === 'string' && /^[\d.,]+$/.test(value.trim())
          ? `${value} %`
          : value
    await override.run(ctx, { ...asked(event), value: typed, reason, name })
    return here(event, 'studio.decision.saved')
  }),
  back: act(async (ctx, _, event) => {
    await dropOverride.run(ctx, asked(event))
    return here(event, 'studio.decision.backDone')
  }),
  comment: act(async (ctx, typed, event) => {
    await comment.run(ctx, { ...typed, ...asked(event) })
    return here(event, 'studio.comments.sent')
  }),
}
