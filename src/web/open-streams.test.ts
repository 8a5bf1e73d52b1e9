import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { openStreams } from './open-streams.ts'

test('a server that stops ends the streams of events, and nothing else before its time', async () => {
  const streams = openStreams()
  const server = createServer((req, res) => {
    streams.watch(res)
    const isStream = req.url === '/stream'
    res.setHeader('content-type', isStream ? 'text/event-stream' : 'text/plain')
    res.writeHead(200)
    res.write('begun')
    if (!isStream) setTimeout(() => res.end(', and whole'), 50)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const [stream, page] = await Promise.all([fetch(`${url}/stream`), fetch(`${url}/page`)])
  const closed = new Promise((resolve) => server.close(resolve))
  streams.end()
  expect(await Promise.all([stream.text(), page.text()])).toEqual(['begun', 'begun, and whole'])
  server.closeIdleConnections()
  await closed
})
