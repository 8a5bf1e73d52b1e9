import { directory } from '#server/communities/index.ts'
import { assignFacilitator, eventPage, leadSegment } from '#server/events/index.ts'
import { NotAllowed } from '#server/errors.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const search = event.url.searchParams.get('search') ?? ''
    const wanted = await eventPage(ctx, { id: event.params.id })
    if (!wanted.may.change) throw new NotAllowed('events.hold')
    const found = search.trim() === '' ? [] : (await directory.run(ctx, { search, limit: 20 })).items
    return {
      event: wanted,
      search,
      found: found.map(({ id, name, organisation }) => ({ value: id, label: name, note: organisation ?? undefined })),
    }
  })

const whole = 'event'

export const actions = {
  /** `what` is `event`, or the position of a part. */
  give: act(async (ctx, { what, member }, event) => {
    const { id } = event.params
    await (what === whole
      ? assignFacilitator.run(ctx, { id, member })
      : leadSegment.run(ctx, { id, position: what, member }))
    return { to: event.url.pathname, flash: 'events.roles.done' }
  }),
}
