import { indicator } from '#server/learning/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, (ctx) =>
    indicator.run(ctx, { indicator: event.params.indicator, back: event.url.searchParams.get('back') ?? undefined }),
  )
