import { versionsPage } from '#server/design/index.ts'
import { applyPlan, applyVersion } from '#server/launch/index.ts'
import { liveDesign } from '#server/stewardship/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const { launches } = await liveDesign(ctx, {})
    const design = launches[0]?.design_id
    if (!design) return { design: null, versions: [], version: 0, current: 0, steps: [], once: onceKey() }
    const { versions } = await versionsPage(ctx, { design })
    const version = Number(event.url.searchParams.get('version') ?? versions[0]?.number)
    const { steps } = await applyPlan.run(ctx, { design, version })
    return { design, versions, version, current: launches[0]!.version, steps, once: onceKey() }
  })

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { changed } = await applyVersion.run(ctx, typed)
    return { to: event.url.pathname.replace(/\/apply$/, ''), flash: 'launch.apply.done', params: { count: changed } }
  }),
}
