import { takeAway } from '#server/design/index.ts'
import { attachment } from '#web/attachment.ts'
import { read } from '#web/read.ts'
import { shownBy } from '../../../shown.ts'

export const GET = async (event) => {
  const version = event.url.searchParams.get('version') ?? undefined
  const { bytes, filename, mediaType } = await read(event, (ctx) =>
    takeAway(ctx, { ...shownBy(event), format: event.params.format, version }),
  )
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mediaType,
      'content-disposition': attachment(filename, 'design'),
      'cache-control': 'private, no-store',
    },
  })
}
