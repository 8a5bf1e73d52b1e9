import { circlesOf } from '#server/communities/index.ts'
import { preBriefToWrite, writePreBrief } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const brief = await preBriefToWrite.run(ctx, { id: event.params.id })
    const circles = await circlesOf(ctx)
    return {
      brief,
      circle: circles.find(({ id }) => id === brief.circle_id)?.key ?? '',
      circles: circles.map(({ key, name }) => ({ value: key, label: name })),
    }
  })

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { id } = event.params
    // A box that is not ticked is not sent.
    await writePreBrief.run(ctx, { quiet: false, by_itself: false, ...typed, id })
    return { to: event.url.pathname.replace(/\/edit$/, ''), flash: 'brief.form.saved' }
  }),
}
