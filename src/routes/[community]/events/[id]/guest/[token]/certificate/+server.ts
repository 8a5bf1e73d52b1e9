import { guestCertificateFile } from '#server/events/index.ts'
import { attachment } from '#web/attachment.ts'
import { read } from '#web/read.ts'

export const GET = async (event) => {
  const { bytes, filename } = await read(event, (ctx) => guestCertificateFile(ctx, event.params.token))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': attachment(filename, 'certificate'),
      'cache-control': 'private, no-store',
    },
  })
}
