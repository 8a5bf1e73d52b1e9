import { liveDesign } from '#server/stewardship/index.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => liveDesign(ctx, {}))
