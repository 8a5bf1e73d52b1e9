import { circlesOf, directory } from '#server/communities/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const asked = Object.fromEntries(
      ['search', 'circle', 'after'].map((name) => [name, event.url.searchParams.get(name) ?? '']),
    )
    const [found, circles] = await Promise.all([directory.run(ctx, asked), circlesOf(ctx)])
    return {
      ...found,
      circles: circles.map(({ key, name }) => ({ key, name })),
      search: asked.search,
      circle: asked.circle,
      isMember: ctx.member !== null,
    }
  })
