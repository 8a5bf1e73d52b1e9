import { waiting } from '#server/stewardship/index.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ waiting: await waiting(ctx, {}) }))
