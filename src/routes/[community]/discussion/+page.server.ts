import { topics, views } from '#server/discussion/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const asked = (name: string) => event.url.searchParams.get(name) ?? ''
    const view = views.find((each) => each === asked('view')) ?? ''
    const wanted = { view, channel: asked('channel'), after: asked('after') }
    return { ...(await topics.run(ctx, wanted)), asked: wanted }
  })
