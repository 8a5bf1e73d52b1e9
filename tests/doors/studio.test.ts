/** Beginning a design without an account, as it goes over the wire. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Name } from '../support/people.ts'
import { served, type Served } from './served.ts'

let house: Served
beforeAll(async () => {
  house = await served({ ADDRESS_HEADER: 'x-forwarded-for' })
})
afterAll(() => house[Symbol.asyncDispose]())

let pages = 0
const begin = (network: string, as: Name | null = null) =>
  house.post('/design?/start', { key: `of page ${++pages}`, example: '01-one-building' }, as, {
    'x-forwarded-for': network,
  })

test('over plain http a browser keeps the secret of a draft, and forgets it when an account has the draft', async () => {
  const begun = await begin('198.51.100.1')
  expect(begun.status).toBe(303)
  const [kept] = begun.headers.getSetCookie()
  expect(kept).toMatch(/^draft-[0-9a-f-]{36}=/)
  expect(kept).not.toMatch(/secure/i)
  const [cookie] = kept!.split(';')
  const owned = await house.post(`${begun.headers.get('location')}?/keep`, {}, 'amina', {
    cookie: cookie!,
    'x-forwarded-for': '198.51.100.1',
  })
  expect(owned.status).toBe(303)
  const forgotten = owned.headers.getSetCookie().find((each) => each.startsWith('draft-'))
  expect(forgotten).toMatch(/max-age=0/i)
  expect(forgotten).not.toMatch(/secure/i)
})

test('so many drafts are begun from one network, and then the page says what to do; an account may go on', async () => {
  const network = '198.51.100.2'
  for (let i = 0; i < 30; i++) expect((await begin(network)).status).toBe(303)
  const refused = await begin(network)
  expect(refused.status).toBe(429)
  expect(await refused.text()).toContain('Wait 15 minutes and try again, or sign in')
  expect((await begin('198.51.100.3')).status).toBe(303)
  expect((await begin(network, 'amina')).status).toBe(303)

  const file = new FormData()
  file.set('key', 'of the page for files')
  file.set('file', new Blob(['community: { name: Measure }\nscope: { members: 40 }\n']), 'context.yaml')
  const upload = await fetch(`${house.url}/design/upload`, {
    method: 'POST',
    body: file,
    redirect: 'manual',
    headers: { origin: house.url, accept: 'text/html', 'accept-language': 'fr', 'x-forwarded-for': network },
  })
  expect(upload.status).toBe(429)
  expect(await upload.text()).toContain('Attendez 15 minutes et réessayez, ou connectez-vous')
})
