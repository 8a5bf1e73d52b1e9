import { answersFile } from '#server/events/index.ts'
import { read } from '#web/read.ts'

export const GET = (event) =>
  read(event, async (ctx) => {
    const { name, text } = await answersFile.run(ctx, {
      id: event.params.id,
      show: event.url.searchParams.get('show') ?? '',
    })
    return new Response(text, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
      },
    })
  })
