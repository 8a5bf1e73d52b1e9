import { createServer, get, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { squeeze, wayFor } from './squeeze.ts'
import { whenWhole } from './whole-answer.ts'

const words = 'so many words '.repeat(100)

/** What comes back when `write` answers, to a reader who understands `accept`. */
async function answer(write: (res: ServerResponse) => void, accept = 'gzip, deflate, br, zstd', method = 'GET') {
  const server = createServer(((req, res) => {
    whenWhole(res, (body) => squeeze(res, body, wayFor(req.headers['accept-encoding'])))
    write(res)
  }) satisfies RequestListener)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://localhost:${port}`, { method, headers: { 'accept-encoding': accept } })
  const body = await response.text()
  server.close().closeAllConnections()
  return { status: response.status, body, header: (name: string) => response.headers.get(name) }
}

function say(res: ServerResponse, type: string, headers: Record<string, string> = {}, body = words): void {
  for (const [name, value] of Object.entries({ 'content-type': type, ...headers })) res.setHeader(name, value)
  res.writeHead(200)
  res.write(Buffer.from(body))
  res.end()
}

test('text goes out compressed, with its length, and says that it depends on the reader', async () => {
  for (const type of [
    'text/html',
    'application/json',
    'application/problem+json',
    'image/svg+xml',
    'text/calendar; charset=utf-8',
  ]) {
    const { body, header } = await answer((res) => say(res, type))
    expect([type, body, header('content-encoding'), header('vary')]).toEqual([type, words, 'zstd', 'accept-encoding'])
    expect(Number(header('content-length'))).toBeLessThan(100)
  }
})

test('the tag of a compressed answer is weak: it is the same text in other bytes', async () => {
  expect((await answer((res) => say(res, 'text/html', { etag: '"a"' }))).header('etag')).toBe('W/"a"')
  expect((await answer((res) => say(res, 'text/html', { etag: '"a"' }), 'identity')).header('etag')).toBe('"a"')
})

test('what is small, compressed already or not text goes out as it is', async () => {
  const ways = [
    await answer((res) => say(res, 'text/html', {}, 'short')),
    await answer((res) => say(res, 'application/zip')),
    await answer((res) => say(res, 'text/event-stream')),
    await answer((res) => say(res, 'text/html'), 'br'),
    await answer((res) => say(res, 'text/html'), 'zstd;q=0, gzip;q=0.0'),
  ]
  expect(ways.map(({ header }) => header('content-encoding'))).toEqual([null, null, null, null, null])
})

test('a large answer flows on before it is whole', async () => {
  const server = createServer((_, res) => {
    whenWhole(res, (body) => body)
    res.setHeader('content-type', 'text/csv')
    res.writeHead(200)
    for (let i = 0; i < 12; i++) res.write(Buffer.alloc(100_000, 'a'))
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const first = await new Promise<number>((resolve) => {
    get({ port: (server.address() as AddressInfo).port }, (answer) =>
      answer.once('data', (chunk: Buffer) => resolve(chunk.length)),
    )
  })
  server.close().closeAllConnections()
  expect(first).toBeGreaterThan(0)
})

test('an answer without a body stays without one', async () => {
  const { status, body } = await answer((res) => res.writeHead(404).end())
  expect([status, body]).toEqual([404, ''])
  const head = await answer(
    (res) => {
      res.setHeader('content-type', 'text/html').setHeader('content-length', 1400)
      res.writeHead(200)
      res.end()
    },
    'gzip',
    'HEAD',
  )
  expect(head.header('content-length')).toBe('1400')
})
