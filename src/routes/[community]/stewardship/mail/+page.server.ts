import { switchMailOn } from '#server/communities/index.ts'
import { letters } from '#server/stewardship/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, (ctx) => letters.run(ctx, { after: event.url.searchParams.get('after') ?? undefined }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { released } = await switchMailOn.run(ctx, typed)
    return { to: event.url.pathname, flash: 'stewardship.mail.switched', params: { n: released } }
  }),
}
