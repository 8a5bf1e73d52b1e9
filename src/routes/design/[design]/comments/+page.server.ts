import { comment, commentsPage, settle } from '#server/design/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'
import { shownBy } from '../../shown.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ page: await commentsPage(ctx, shownBy(event)), once: onceKey() }))

export const actions = {
  say: act(async (ctx, typed, event) => {
    await comment.run(ctx, { ...typed, ...shownBy(event) })
    return { to: event.url.pathname, flash: 'studio.comments.sent' }
  }),
  settle: act(async (ctx, { comment: id, again }, event) => {
    await settle.run(ctx, { ...shownBy(event), comment: id, again })
    return {
      to: `${event.url.pathname}#c-${id}`,
      flash: again ? 'studio.comments.againDone' : 'studio.comments.settleDone',
    }
  }),
}
