/** Pages as they go over the wire: light, without script, whole. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { served, type Served } from './served.ts'
import { validator } from './valid.ts'

let house: Served
beforeAll(async () => {
  house = await served()
})
afterAll(() => house[Symbol.asyncDispose]())

const pages: [string, 'nomsa' | 'amina' | null][] = [
  ['/', null],
  ['/sign-in', null],
  ['/design', null],
  ['/thuto', null],
  ['/thuto/events', null],
  ['/thuto/home', 'amina'],
  ['/thuto/events', 'amina'],
  ['/thuto/people', 'amina'],
  ['/thuto/people/me', 'amina'],
  ['/thuto/people/roles', 'amina'],
  ['/thuto/learning', 'amina'],
  ['/account', 'amina'],
  ['/thuto/stewardship', 'nomsa'],
  ['/thuto/stewardship/people', 'nomsa'],
  ['/thuto/stewardship/roles', 'nomsa'],
  ['/thuto/stewardship/design', 'nomsa'],
  ['/thuto/stewardship/mail', 'nomsa'],
]

describe.each(pages)('%s as %s', (path, as) => {
  test('is shown, in English and in French', async () => {
    for (const lang of ['en', 'fr']) {
      const response = await house.get(`${path}?lang=${lang}`, as)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain(`<html lang="${lang}" dir="ltr"`)
    }
  })

  test('weighs at most 40 kB on a first visit, styles and all, and carries no script', async () => {
    const html = await (await house.get(path, as)).text()
    const links = [...html.matchAll(/<link[^>]+href="([^"]+)"[^>]*>/g)]
      .filter(([tag]) => /stylesheet|icon/.test(tag))
      .map(([, href]) => new URL(href!, house.url + path))
    let bytes = gzipSync(html).length
    for (const link of links) bytes += gzipSync(Buffer.from(await (await fetch(link)).arrayBuffer())).length
    expect(bytes).toBeLessThan(40_000)
    expect(html).not.toMatch(/<script(?![^>]*type="(?:application\/(?:ld\+)?json|speculationrules)")/)
    expect(links.every((link) => link.origin === house.url)).toBe(true)
  })

  test('is valid HTML', async () => {
    const html = await (await house.get(path, as)).text()
    const report = await validator.validateString(html)
    expect(
      report.results.flatMap((result) =>
        result.messages.map((message) => `${message.line}: ${message.message} (${message.ruleId})`),
      ),
    ).toEqual([])
  })
})

test('a form that is sent from another site is refused', async () => {
  const response = await fetch(`${house.url}/sign-in`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'email=a%40example.org',
  })
  expect(response.status).toBe(403)
})

test('an address that leads nowhere says so in the reader’s language', async () => {
  const response = await house.get('/thuto/nowhere', null, { 'accept-language': 'fr' })
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('Il n’y a rien ici')
})

describe('a page that is kept for strangers', () => {
  const members = async (as: 'grace' | null) =>
    Number(/(\d+) members/.exec(await (await house.get('/thuto', as)).text())?.[1])

  test('is dropped when what it shows changes', async () => {
    const before = await members(null)
    expect(await members(null)).toBe(before)
    expect((await house.post('/thuto/join', { circle: 'wider-circle' }, 'grace')).status).toBe(303)
    await expect.poll(() => members(null)).toBe(before + 1)
  })

  test('is never what a member gets, nor the other way round', async () => {
    expect(await (await house.get('/thuto', null)).text()).toContain('Sign in')
    expect(await (await house.get('/thuto', 'amina')).text()).toContain('Amina Otieno')
    expect(await (await house.get('/thuto', null)).text()).not.toContain('Amina Otieno')
  })

  test('is told to be unchanged to who has it already', async () => {
    const etag = (await house.get('/thuto', null)).headers.get('etag')!
    await house.get('/thuto', null)
    expect((await house.get('/thuto', null, { 'if-none-match': etag })).status).toBe(304)
  })

  test('comes in the language that is asked for', async () => {
    expect(await (await house.get('/thuto', null, { 'accept-language': 'fr' })).text()).toContain('Se connecter')
    expect(await (await house.get('/thuto', null, { 'accept-language': 'en' })).text()).toContain('Sign in')
  })
})
