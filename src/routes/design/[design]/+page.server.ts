import { designPage, keepInAccount, keepVersion } from '#server/design/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'
import { forgetKey, shownBy } from '../shown.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    page: await designPage(ctx, {
      ...shownBy(event),
      view: 'summary',
      version: event.url.searchParams.get('version') ?? undefined,
    }),
    once: onceKey(),
  }))

export const actions = {
  version: act(async (ctx, { note }, event) => {
    const { version, isNew } = await keepVersion.run(ctx, { ...shownBy(event), note })
    return {
      to: `/design/${event.params.design}`,
      flash: isNew ? 'studio.document.versionKept' : 'studio.document.versionSameKept',
      params: { version },
    }
  }),
  keep: act(async (ctx, _, event) => {
    await keepInAccount.run(ctx, shownBy(event))
    forgetKey(event, event.params.design!)
    return { to: `/design/${event.params.design}`, flash: 'studio.document.kept' }
  }),
}
