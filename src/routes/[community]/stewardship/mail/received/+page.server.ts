import { receivedMails } from '#server/stewardship/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const trouble = event.url.searchParams.get('trouble') ?? undefined
    const after = event.url.searchParams.get('after') ?? undefined
    return { ...(await receivedMails.run(ctx, { after, trouble })), trouble: trouble === 'true' }
  })
