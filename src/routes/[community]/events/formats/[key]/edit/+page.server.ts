import { circlesOf } from '#server/communities/index.ts'
import { communityOf } from '#server/ctx.ts'
import { NotAllowed } from '#server/errors.ts'
import { changeFormat, formatChoices, formatPage } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [format, circles] = await Promise.all([formatPage(ctx, { key: event.params.key }), circlesOf(ctx)])
    if (!format.may.tend) throw new NotAllowed('formats.tend')
    return {
      format,
      circles: circles.map(({ key, name }) => ({ value: key, label: name })),
      choices: formatChoices(ctx),
    }
  })

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { changed } = await changeFormat.run(ctx, {
      delivery_modes: [],
      evaluation_questions: [],
      ...typed,
      key: event.params.key,
    })
    return {
      to: `/${communityOf(ctx).slug}/events/formats/${event.params.key}`,
      flash: changed ? 'formats.form.saved' : 'events.form.unchanged',
    }
  }),
}
