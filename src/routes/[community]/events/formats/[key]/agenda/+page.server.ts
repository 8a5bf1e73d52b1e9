import { communityOf } from '#server/ctx.ts'
import { Conflict, NotAllowed } from '#server/errors.ts'
import { changeFormat, formatChoices, formatPage, rearranged } from '#server/events/index.ts'
import { act, look } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const format = await formatPage(ctx, { key: event.params.key })
    if (!format.may.tend) throw new NotAllowed('formats.tend')
    return { format, choices: formatChoices(ctx) }
  })

export const actions = {
  /** Only the form is put into another order; nothing is stored until it is saved. */
  arrange: look(async (ctx, typed, event) => {
    const { may } = await formatPage(ctx, { key: event.params.key! })
    if (!may.tend) throw new NotAllowed('formats.tend')
    return { rows: rearranged(typed) }
  }),
  save: act(async (ctx, typed, event) => {
    const { key } = event.params
    const segments = rearranged(typed)
    if (segments.length === 0) throw new Conflict('agenda.empty')
    const { changed } = await changeFormat.run(ctx, { key, version: typed.version, note: typed.note, segments })
    return {
      to: `/${communityOf(ctx).slug}/events/formats/${key}`,
      flash: changed ? 'formats.form.saved' : 'events.form.unchanged',
    }
  }),
}
