import { takeAway } from '#server/design/index.ts'
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
      'content-disposition': attachment(filename),
      'cache-control': 'private, no-store',
    },
  })
}

/** RFC 6266: the name in its own script, and for old readers in letters that every one of them knows. */
function attachment(filename: string): string {
  const plain =
    filename
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\x20-\x7e]+/g, '')
      .replace(/^[-.]+(?=\.)/, '') || 'design'
  return `attachment; filename="${plain.startsWith('.') ? `design${plain}` : plain}"; filename*=UTF-8''${encodeURIComponent(filename)}`
}
