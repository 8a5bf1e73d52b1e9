/** The pulse by plain forms: in the live room, on the closing screen, and by mail as a scanner and a person come to it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askWhatCame, mailPulseOf } from '#server/events/index.ts'
import { emailOf } from '../support/people.ts'
import { withCalendar } from '../support/events.ts'
import { served, type Served } from './served.ts'
import { validator } from './valid.ts'

let house: Served
let id: string
beforeAll(async () => {
  house = await served()
  const { plan } = await withCalendar(house.world)
  const soon = Temporal.Now.zonedDateTimeISO('Africa/Johannesburg').subtract({ minutes: 5 })
  id = await plan({ date: soon.toPlainDate().toString(), time: soon.toPlainTime().toString().slice(0, 5) })
  for (const step of ['open', 'start'])
    await house.post(`/thuto/events/${id}/live/console?/${step}`, { door: 'anyone' }, 'sipho')
})
afterAll(() => house[Symbol.asyncDispose]())

const page = async (path: string, as: Parameters<Served['get']>[1]) =>
  (await house.get(`/thuto/events/${id}${path}`, as)).text()
const mistakesIn = async (html: string) =>
  (await validator.validateString(html)).results.flatMap(({ messages }) =>
    messages.map(({ message, line }) => `${line}: ${message}`),
  )
const answered = async () =>
  (await house.db.selectFrom('pulse_answer').select('said').execute()).map(({ said }) => said)

test('in the room: asked by a button, answered once by a form, and nobody reads of whom', async () => {
  const room = `/thuto/events/${id}/live`
  await house.post(`${room}?/join`, {}, 'amina')
  expect(await page('/live', 'amina')).not.toContain('Before you go')
  expect(await page('/live/console', 'sipho')).toContain('Ask the pulse now')
  expect((await house.post(`${room}/console?/open-pulse`, {}, 'sipho')).status).toBe(303)
  const shown = await page('/live', 'amina')
  expect(shown).toContain('How useful was this session for your work?')
  expect(await mistakesIn(shown)).toEqual([])
  expect(await page('/live/wall', 'sipho')).toContain('Before you go: how was it?')

  const wrong = await house.post(`${room}?/pulse`, { 'said.useful': '', 'said.improve': '' }, 'amina')
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Answer at least the first question.')
  const long = await house.post(`${room}?/pulse`, { 'said.useful': '4', 'said.improve': 'x'.repeat(600) }, 'amina')
  expect([long.status, (await long.text()).includes('x'.repeat(600))]).toEqual([422, true])
  const said = { 'said.useful': '4', 'said.improve': 'Fewer slides' }
  expect((await house.post(`${room}?/pulse`, said, 'amina')).status).toBe(303)
  expect((await house.post(`${room}?/pulse`, said, 'amina')).status).toBe(409)
  expect(await answered()).toEqual([{ useful: 4, improve: 'Fewer slides' }])
  expect(await page('/live/console', 'sipho')).toContain('One has answered')
  expect(await page('/live/console', 'sipho')).not.toContain('Fewer slides')
})

test('on the closing screen: the letter as a draft, and no figures of one answer', async () => {
  const { amina, zanele } = house.world.member
  await house.post(`/thuto/events/${id}/attendance?/mark`, { 'present[]': [amina, zanele] }, 'sipho')
  const shown = await page('/close', 'sipho')
  expect(shown).toContain('How was “Reading gains when learners move”?')
  expect(shown).toContain('Fewer than five have answered')
  expect(shown).not.toContain('Fewer slides')
  expect(await mistakesIn(shown)).toEqual([])
})

test('by mail: following the link answers nothing, the button does, without signing in', async () => {
  expect((await house.post(`/thuto/events/${id}/close?/pulse`, {}, 'sipho')).status).toBe(303)
  const nomsa = { ...house.world.ctx('nomsa'), now: Temporal.Now.instant() }
  expect(await mailPulseOf(nomsa, id)).toBe(1)
  const { text } = await house.db
    .selectFrom('mail')
    .select('text')
    .where('to_address', '=', emailOf('zanele'))
    .where('kind', '=', 'event-pulse')
    .executeTakeFirstOrThrow()
  const path = /\/in\/pulse\/[\w-]+/.exec(text)![0]
  const seen = await house.get(`${path}/5`)
  expect(seen.status).toBe(200)
  const html = await seen.text()
  expect(html).toMatch(/value="5" checked/)
  expect(await mistakesIn(html)).toEqual([])
  expect(await answered()).toHaveLength(1)
  expect((await house.post(`${path}/5`, { 'said.useful': '5' })).status).toBe(303)
  expect(await answered()).toHaveLength(2)
  expect(await (await house.get(path)).text()).toContain('You have answered. Thank you.')
  expect((await house.get('/in/pulse/nothing-of-ours')).status).toBe(404)
})

test('on its own page: whoever was marked as there, led to by the page of the event', async () => {
  await house.post(`/thuto/events/${id}/attendance?/mark`, { 'present[]': [house.world.member.kagiso] }, 'sipho')
  expect(await page('', 'kagiso')).toContain(`/thuto/events/${id}/pulse`)
  const shown = await page('/pulse', 'kagiso')
  expect(shown).toContain('How useful was this session for your work?')
  expect(await mistakesIn(shown)).toEqual([])
  expect((await house.post(`/thuto/events/${id}/pulse`, {}, 'kagiso')).status).toBe(422)
  expect((await house.post(`/thuto/events/${id}/pulse`, { 'said.useful': '3' }, 'kagiso')).status).toBe(303)
  expect(await page('/pulse', 'kagiso')).toContain('You have answered. Thank you.')
})

test('weeks later: what came of it is told by mail, changed, and read only by whoever holds the event', async () => {
  expect((await house.get(`/thuto/events/${id}/loop-backs`, 'amina')).status).toBe(403)
  await house.db.updateTable('event').set({ state: 'held' }).where('id', '=', id).execute()
  const sipho = house.world.ctx('sipho')
  const ctx = { ...sipho, now: Temporal.Now.instant().add({ hours: 24 * 31 }) }
  expect(await askWhatCame({ ...ctx, community: { ...ctx.community!, mailOn: true } })).toBe(3)
  const { text } = await house.db
    .selectFrom('mail')
    .select('text')
    .where('to_address', '=', emailOf('amina'))
    .where('kind', '=', 'event-follow-up')
    .executeTakeFirstOrThrow()
  const path = /\/in\/loop-back\/[\w-]+/.exec(text)![0]
  const html = await (await house.get(`${path}/adapted-it`)).text()
  expect(html).toMatch(/value="adapted-it" checked/)
  expect(await mistakesIn(html)).toEqual([])
  const told = { used: 'adapted-it', what: 'We traced them <by phone>.', quote: 'unnamed', 'barriers[]': [] }
  expect((await house.post(path, { ...told, used: '' })).status).toBe(422)
  expect((await house.post(path, told)).status).toBe(303)
  expect(await (await house.get(path)).text()).toContain('You have told this. You may change it.')
  const own = await house.get(`/thuto/events/${id}/loop-back`, 'zanele')
  expect([own.status, await mistakesIn(await own.text())]).toEqual([200, []])

  const came = await page('/loop-backs', 'sipho')
  expect(came).toContain('We traced them &lt;by phone>.')
  expect(came).toContain('Amina Otieno')
  expect(await mistakesIn(came)).toEqual([])
  const [, story] = /name="loop_back" value="([^"]+)"/.exec(came)!
  const show = { loop_back: story!, shown: 'true' }
  expect((await house.post(`/thuto/events/${id}/loop-backs?/quote`, show, 'amina')).status).toBe(403)
  expect((await house.post(`/thuto/events/${id}/loop-backs?/quote`, show, 'sipho')).status).toBe(303)
  const record = await page('/record', 'kagiso')
  expect(record).toContain('We traced them &lt;by phone>.')
  expect(record).not.toContain('Amina Otieno')
  expect(await mistakesIn(record)).toEqual([])
})
