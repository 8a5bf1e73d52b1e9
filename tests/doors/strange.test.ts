/** What no browser of ours sends: it is refused in words, the server goes on, and what was typed comes back. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { served, type Served } from './served.ts'

let house: Served
beforeAll(async () => {
  house = await served()
})
afterAll(() => house[Symbol.asyncDispose]())

const send = (path: string, body: string, type: string) =>
  fetch(house.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: house.url, accept: 'text/html', 'content-type': type },
    body,
  })

test.for([
  ['that is cut off', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"'],
  ['without its boundary', 'multipart/form-data', '--x'],
  ['that is plain text', 'text/plain', 'email=amina'],
] as const)('a form %s is told to be none', async ([, type, body]) => {
  for (const path of ['/sign-in?/code', '/design/upload']) {
    const answer = await send(path, body, type)
    expect(answer.status, path).toBe(400)
    expect(await answer.text()).toContain('What was sent is no form')
  }
})

test('a form whose field names lead down without end costs nothing', async () => {
  const answer = await house.post('/sign-in?/code', { [`a${'.a'.repeat(100_000)}`]: 'x', email: 'amina' })
  expect(answer.status).toBe(422)
})

test('no address falls over signs that no address has', async () => {
  for (const path of ['/%00', '/%00/events', '/thuto/events/%00', '/live/%00', '/verify/%00', '/in/action/%00'])
    expect((await house.get(path, 'amina')).status, path).toBeLessThan(500)
})

test('a form that names its once-key itself is a form without one', async () => {
  for (const _once of ['\0', 'x'.repeat(20_000)])
    expect((await house.post('/account', { _once, name: 'Amina Otieno' }, 'amina')).status).toBeLessThan(500)
})

test('half of a pair of signs is replaced, and a reason in it is kept', async () => {
  const answer = await house.post('/thuto/people/me?/leave', { reason: 'Moved \ud83d' }, 'kagiso')
  expect(answer.status).toBe(303)
})

test('a list of invitations that cannot be used comes back with what was typed', async () => {
  const typed = { list: 'lerato@example.org', circle: 'no such circle' }
  const answer = await house.post('/thuto/stewardship/people?/preview', typed, 'nomsa')
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('lerato@example.org')
})
