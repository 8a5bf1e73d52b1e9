import { formatBook } from '#server/events/index.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => formatBook(ctx, {}))
