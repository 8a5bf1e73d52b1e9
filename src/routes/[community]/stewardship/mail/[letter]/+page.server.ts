import { letter } from '#server/stewardship/index.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => letter.run(ctx, { letter: event.params.letter }))
