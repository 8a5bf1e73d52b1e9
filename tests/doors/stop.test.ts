/** Stopping a kind of mail by the address that stands in it, as a mail scanner, a mail program and a person come to it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite } from '#server/people/index.ts'
import { tokenOf } from '#server/foundations/token.ts'
import { served, type Served } from './served.ts'

let house: Served
let path: string
beforeAll(async () => {
  house = await served()
  path = `/in/stop/reminders/${tokenOf(await openSite(house.db), 'stop reminders', house.world.member.amina)}`
})
afterAll(() => house[Symbol.asyncDispose]())

const stopped = async () => (await house.db.selectFrom('mail_stop').select('kind').execute()).length

test('following the link shows a button and changes nothing', async () => {
  const page = await house.get(path)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('Stop reminders by mail')
  expect(await stopped()).toBe(0)
  expect((await house.get(`${path}x`)).status).toBe(404)
})

test('a mail program stops it with one press, without cookies, origin or redirect', async () => {
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  const answer = await fetch(house.url + path, { method: 'POST', body, redirect: 'manual' })
  expect(answer.status).toBe(200)
  expect(await stopped()).toBe(1)
})

test('a person presses the button, and may let them come again', async () => {
  expect((await house.post(path, { wanted: 'yes' })).status).toBe(303)
  expect(await stopped()).toBe(0)
  expect((await house.post(path, { wanted: 'no' })).status).toBe(303)
  expect(await (await house.get(path)).text()).toContain('Let them come again')
})
