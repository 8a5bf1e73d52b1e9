/** A debate by plain forms: where people stand, asked in the live room before it and after it, and what the wall shows. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withCalendar } from '../support/events.ts'
import { served, type Served } from './served.ts'
import { validator } from './valid.ts'

let house: Served
let room: string
let brief: string
beforeAll(async () => {
  house = await served()
  const { plan } = await withCalendar(house.world)
  const soon = Temporal.Now.zonedDateTimeISO('Africa/Johannesburg').add({ minutes: 5 })
  const id = await plan({
    format: 'cop-meeting-with-panel',
    date: soon.toPlainDate().toString(),
    time: soon.toPlainTime().toString().slice(0, 5),
  })
  room = `/thuto/events/${id}/live`
  brief = `/thuto/events/${id}/brief`
  await house.post(`${brief}/edit`, { text: 'Facts', statements: 'Schools should own the test', days: '6' }, 'nomsa')
  await house.post(`${brief}?/send`, { edition: '0', to: 'everybody' }, 'nomsa')
  for (const step of ['open', 'start']) await house.post(`${room}/console?/${step}`, { door: 'anyone' }, 'nomsa')
  for (const name of ['amina', 'kagiso'] as const) await house.post(`${room}?/join`, {}, name)
})
afterAll(() => house[Symbol.asyncDispose]())

const page = async (path: string, as: Parameters<Served['get']>[1]) => {
  const html = await (await house.get(path, as)).text()
  const report = await validator.validateString(html)
  expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => `${path}: ${message}`))).toEqual([])
  return html
}
const statementIn = (html: string) => /name="positions\.0\.statement" value="([^"]+)"/.exec(html)![1]!

test('asked before, asked again by a button, then the shift for everybody; never of who is not asked', async () => {
  const first = await page(room, 'amina')
  expect(first).toContain('Where do you stand?')
  expect(await page(room, 'kagiso')).not.toContain('Schools should own the test')
  const statement = statementIn(first)
  const say = (value: string) => ({ 'positions.0.statement': statement, 'positions.0.value': value })
  const none = await house.post(`${room}?/stand`, { 'positions.0.statement': statement }, 'amina')
  expect([none.status, (await none.text()).includes('Choose where you stand.')]).toEqual([422, true])
  expect((await house.post(`${room}?/stand`, say('3'), 'kagiso')).status).toBe(404)
  expect((await house.post(`${room}?/stand`, say('2'), 'amina')).status).toBe(303)
  expect(await page(room, 'amina')).toContain('Until the debate begins it can still be changed.')
  const desk = await page(`${room}/console`, 'nomsa')
  expect(desk).toContain('One person has answered')
  const wall = await page(`${room}/wall`, 'nomsa')
  expect(wall).toContain('Where do you stand before the debate?')
  expect(wall).not.toContain('Schools should own the test')

  expect((await house.post(`${room}/console?/ask-again`, {}, 'amina')).status).toBe(403)
  expect((await house.post(`${room}/console?/ask-again`, {}, 'nomsa')).status).toBe(303)
  expect((await house.post(`${room}?/stand`, say('4'), 'amina')).status).toBe(303)
  expect((await house.post(`${room}/console?/shift`, {}, 'nomsa')).status).toBe(303)
  for (const [path, who] of [
    [`${room}/wall`, 'nomsa'],
    [room, 'kagiso'],
    [`${room}/console`, 'nomsa'],
  ] as const) {
    const shown = await page(path, who)
    expect(shown).toContain('How positions shifted')
    expect(shown).toContain('too few answered to show it')
  }
  expect(await page(room.replace('live', 'close'), 'nomsa')).toContain('How positions shifted')
})
