import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { anonymousCache, markForAnyone } from './anonymous-cache.ts'
import { squeeze, wayFor } from './squeeze.ts'
import { whenWhole } from './whole-answer.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

interface Page {
  status?: number
  headers?: Record<string, string>
  actor?: object
  route?: string
  /** Holds the making of a page up. */
  hold?: (number: number) => Promise<void>
}

/** A server whose pages are numbered as they are made, for whoever is asked about. */
async function front(page: Page = {}) {
  let now = 0
  let made = 0
  const cache = anonymousCache({ seconds: 5, most: 2, clock: () => now })
  const server = createServer((async (req, res) => {
    if (cache.answer(req, res)) return
    whenWhole(res, (body) => {
      cache.keep(req, res, body)
      return squeeze(res, body, wayFor(req.headers['accept-encoding']))
    })
    const number = ++made
    await page.hold?.(number)
    const text = `page ${number} ${'of many words '.repeat(200)}`
    const response = new Response(text, {
      status: page.status ?? 200,
      headers: { 'content-type': 'text/html', etag: `"${number}"`, ...page.headers },
    })
    const event = {
      route: { id: page.route ?? '/[community]' },
      params: { community: req.url!.split('/')[1] },
      locals: { ctx: { actor: page.actor ?? null } },
    }
    markForAnyone(event as never, response)
    for (const [name, value] of response.headers) res.setHeader(name, value)
    res.writeHead(response.status)
    res.write(Buffer.from(text))
    res.end()
  }) satisfies RequestListener)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  closing.push(() => server.close().closeAllConnections())
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const ask = (path = '/thuto', headers: Record<string, string> = {}) => fetch(url + path, { headers })
  return {
    cache,
    ask,
    wait: (seconds: number) => (now += seconds * 1000),
    number: async (path?: string, headers?: Record<string, string>) =>
      Number(/page (\d+)/.exec(await (await ask(path, headers)).text())?.[1]),
  }
}

test('strangers get the same page for a few seconds, then a new one', async () => {
  const { number, wait } = await front()
  expect([await number(), await number()]).toEqual([1, 1])
  wait(6)
  expect([await number(), await number()]).toEqual([2, 2])
})

test('while one visitor waits for a new page, the others get the old one', async () => {
  const [begun, may] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { number, wait } = await front({
    hold: async (number) => {
      if (number === 1) return
      begun.resolve()
      await may.promise
    },
  })
  await number()
  wait(6)
  const renewed = number()
  await begun.promise
  expect(await number()).toBe(1)
  may.resolve()
  expect([await renewed, await number()]).toEqual([2, 2])
})

test('whoever carries a session, a flash or a token gets a page of their own', async () => {
  const { number } = await front()
  await number()
  expect(await number('/thuto', { cookie: 'copse.session_token=abc' })).toBe(2)
  expect(await number('/thuto', { cookie: 'lang=en; flash=%7B%7D' })).toBe(3)
  expect(await number('/thuto', { authorization: 'Bearer abc' })).toBe(4)
  expect(await number()).toBe(1)
})

test('another language, zone or address is another page', async () => {
  const { number } = await front()
  const seen = [
    await number('/thuto', { 'accept-language': 'en' }),
    await number('/thuto', { 'accept-language': 'fr' }),
    await number('/thuto', { 'accept-language': 'en', cookie: 'zone=Asia/Tokyo' }),
    await number('/thuto?lang=en', { 'accept-language': 'en' }),
  ]
  expect(seen).toEqual([1, 2, 3, 4])
})

test('pages of somebody, of other routes, with a cookie or an error are never kept', async () => {
  for (const page of [{ actor: {} }, { route: '/sign-in' }, { headers: { 'set-cookie': 'a=b' } }, { status: 404 }]) {
    const { number } = await front(page)
    expect([await number(), await number()]).toEqual([1, 2])
  }
})

test('what happens in a community drops its pages, and no others', async () => {
  const { cache, number } = await front()
  await number('/thuto')
  await number('/hub')
  cache.drop('thuto')
  expect([await number('/thuto'), await number('/hub')]).toEqual([3, 2])
  cache.drop()
  expect(await number('/hub')).toBe(4)
})

test('no more pages are kept than there is room for', async () => {
  const { number } = await front()
  for (const path of ['/a', '/b', '/c']) await number(path)
  expect(await number('/a')).toBe(4)
})

test('a page that the reader has is not sent again', async () => {
  const { ask } = await front()
  await ask()
  const first = await ask()
  expect(first.headers.get('x-copse-for-anyone')).toBe(null)
  const again = await ask('/thuto', { 'if-none-match': first.headers.get('etag')! })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('a kept page comes compressed as its reader understands it', async () => {
  const { ask } = await front()
  await ask()
  for (const way of ['zstd', 'gzip']) {
    const page = await ask('/thuto', { 'accept-encoding': way })
    expect(page.headers.get('content-encoding')).toBe(way)
    expect(page.headers.get('vary')).toBe('accept-encoding')
    expect(Number(page.headers.get('content-length'))).toBeLessThan(500)
    expect(await page.text()).toContain('page 1 of many words')
  }
  expect((await ask('/thuto', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBe(null)
})
