import { materialFile } from '#server/events/index.ts'
import { attachment } from '#web/attachment.ts'
import { read } from '#web/read.ts'

export const GET = async (event) => {
  const file = await read(event, (ctx) => materialFile(ctx, { id: event.params.id, material: event.params.material }))
  return new Response(file.stream, {
    headers: {
      'content-type': file.type,
      'content-length': String(file.bytes),
      // Never shown in the site's own name: always taken away.
      'content-disposition': attachment(file.name, 'file'),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  })
}
