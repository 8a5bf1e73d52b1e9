/** What a page weighs on a first visit, what it says, and what it asks of the database. */
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { browser, type Target } from './pages.ts'

export interface Weight {
  name: string
  /** Bytes on the wire, with everything that the page brings; how many of them are script. */
  bytes: number
  script: number
  /** Bytes of the page itself on the wire, and plain. */
  page: number
  plain: number
  /** Statements sent to the database, when it is opened and when it is opened again. */
  queries: number
  again: number
}

/** Asks for the first page of a target as a browser would. Throws when it is not the page that was meant. */
export async function weigh(url: string, target: Target): Promise<Weight> {
  const { path, headers = {} } = target.visitors[0]![0]!
  const { status, wire, body, queries } = await get(url + path, headers)
  const html = body.toString()
  if (status !== target.status || !html.includes(target.says)) {
    throw new Error(`${target.name}: ${path} answered ${status}, without “${target.says}”:\n${html.slice(0, 2000)}`)
  }
  let [bytes, script] = [wire, 0]
  for (const [, link, source] of html.matchAll(/<link[^>]+href="([^"]+)"[^>]*>|<script[^>]+src="([^"]+)"/g)) {
    const part = await get(new URL((link ?? source)!, url + path).href, {})
    bytes += part.wire
    if (source) script += part.wire
  }
  for (const [, inline] of html.matchAll(/<script(?![^>]*src)[^>]*>([^]*?)<\/script>/g)) script += inline!.length
  const again = await get(url + path, headers)
  return { name: target.name, bytes, script, page: wire, plain: body.length, queries, again: again.queries }
}

/** As it comes over the wire: `fetch` would unpack it and keep the packed size to itself. */
function get(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; wire: number; body: Buffer; queries: number }> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { ...browser, ...headers } }, (answer) => {
      const queries = Number(answer.headers['x-copse-queries'] ?? NaN)
      buffer(answer).then((packed) => {
        const body = unpack(packed, answer.headers['content-encoding'])
        const head = answer.rawHeaders.reduce((sum, text) => sum + text.length + 2, 0)
        resolve({ status: answer.statusCode!, wire: packed.length + head, body, queries })
      }, reject)
    })
      .on('error', reject)
      .end()
  })
}

function unpack(packed: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'gzip') return gunzipSync(packed)
  if (encoding === 'br') return brotliDecompressSync(packed)
  if (encoding === 'zstd') return zstdDecompressSync(packed)
  return packed
}
