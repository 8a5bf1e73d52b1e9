import { communityOf } from '#server/ctx.ts'
import { NotAllowed } from '#server/errors.ts'
import { addFormat, formatBook } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const { classes, retired, catalogue, may } = await formatBook(ctx, {})
    if (!may.tend) throw new NotAllowed('formats.tend')
    const own = [...classes.flatMap(({ formats }) => formats), ...retired]
    return { catalogue, own: own.map(({ key, name }) => ({ value: key, label: name })), once: onceKey() }
  })

export const actions = {
  default: act(async (ctx, typed) => {
    const { key } = await addFormat.run(ctx, typed)
    const page = `/${communityOf(ctx).slug}/events/formats/${key}`
    // One of the catalogue is whole; of another only the beginning is there.
    return { to: typed.catalogue ? page : `${page}/edit`, flash: 'formats.added' }
  }),
}
