import { chooseLanguage, discard, revoke, share, sharePage } from '#server/design/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'
import { forgetKey, shownBy } from '../../shown.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ page: await sharePage(ctx, shownBy(event)), once: onceKey() }))

export const actions = {
  make: act(async (ctx, { may }, event) => {
    await share.run(ctx, { ...shownBy(event), may })
    return { to: `${event.url.pathname}#links`, flash: 'studio.share.made' }
  }),
  revoke: act(async (ctx, { link }, event) => {
    await revoke.run(ctx, { ...shownBy(event), link })
    return { to: event.url.pathname, flash: 'studio.share.revoked' }
  }),
  language: act(async (ctx, { locale }, event) => {
    await chooseLanguage.run(ctx, { ...shownBy(event), locale })
    return { to: `/design/${event.params.design}`, flash: 'studio.document.languageSet' }
  }),
  discard: act(async (ctx, _, event) => {
    await discard.run(ctx, shownBy(event))
    forgetKey(event, event.params.design!)
    return { to: '/design', flash: 'studio.share.discarded' }
  }),
}
