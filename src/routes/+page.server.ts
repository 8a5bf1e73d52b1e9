import { redirect } from '@sveltejs/kit'
import { listedCommunities, myCommunities } from '#server/communities/index.ts'
import { isSetUp } from '#server/people/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    if (!(await isSetUp(ctx.db))) redirect(303, '/set-up')
    const [listed, mine] = await Promise.all([listedCommunities(ctx, {}), ctx.actor ? myCommunities(ctx, {}) : []])
    return { listed, mine }
  })
