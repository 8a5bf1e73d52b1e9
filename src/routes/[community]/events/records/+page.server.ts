import { records } from '#server/events/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const asked = {
      missing: event.url.searchParams.get('missing') ? 'true' : '',
      after: event.url.searchParams.get('after') ?? '',
    }
    return { ...(await records.run(ctx, asked)), asked }
  })
