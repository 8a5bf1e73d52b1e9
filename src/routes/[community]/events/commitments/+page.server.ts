import { circlesOf } from '#server/communities/index.ts'
import { hubCommitments } from '#server/events/index.ts'
import { NotFound } from '#server/errors.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const promising = (await circlesOf(ctx)).filter((circle) => circle.commitment_times !== null)
    const asked = event.url.searchParams.get('circle') ?? promising.at(-1)?.key
    if (!asked) throw new NotFound('events.no-promises')
    const after = event.url.searchParams.get('after') ?? ''
    return {
      ...(await hubCommitments.run(ctx, { circle: asked, after })),
      asked,
      after,
      circles: promising.map(({ key, name }) => ({ key, name })),
    }
  })
