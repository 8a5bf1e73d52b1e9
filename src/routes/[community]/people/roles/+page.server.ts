import { roles } from '#server/communities/index.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ roles: await roles(ctx, {}) }))
