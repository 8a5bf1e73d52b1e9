import { topics } from '#server/discussion/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const asked = (name: string) => event.url.searchParams.get(name) ?? ''
    const wanted = { view: asked('view'), channel: asked('channel'), after: asked('after') }
    return { ...(await topics.run(ctx, wanted)), asked: wanted }
  })
