import { approve, versionsPage } from '#server/design/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'
import { shownBy } from '../../shown.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ page: await versionsPage(ctx, shownBy(event)), once: onceKey() }))

export const actions = {
  approve: act(async (ctx, typed, event) => {
    await approve.run(ctx, { ...typed, ...shownBy(event) })
    return { to: event.url.pathname, flash: 'studio.versions.approved' }
  }),
}
