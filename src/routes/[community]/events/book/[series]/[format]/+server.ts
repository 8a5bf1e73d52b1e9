import { seriesBook } from '#server/events/index.ts'
import { attachment } from '#web/attachment.ts'
import { read } from '#web/read.ts'

export const GET = async (event) => {
  const { bytes, mediaType, filename } = await read(event, (ctx) => seriesBook.run(ctx, event.params))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': attachment(filename, 'book'),
      'cache-control': 'private, no-store',
    },
  })
}
