/** A hub that prepares a debate, by plain forms: panel, pre-brief, positions, an excuse; and the links of its letters. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite } from '#server/people/index.ts'
import { tokenOf } from '#server/foundations/token.ts'
import { withCalendar } from '../support/events.ts'
import { served, type Served } from './served.ts'
import { validator } from './valid.ts'

let house: Served
let id: string
let secret: string
beforeAll(async () => {
  house = await served()
  secret = await openSite(house.db)
  const { plan } = await withCalendar(house.world)
  const soon = Temporal.Now.zonedDateTimeISO('Africa/Johannesburg').add({ days: 5 })
  id = await plan({
    format: 'cop-meeting-with-panel',
    date: soon.toPlainDate().toString(),
    title: 'Tests that teachers use',
  })
})
afterAll(() => house[Symbol.asyncDispose]())

const at = (path = '') => `/thuto/events/${id}${path}`
const page = async (path: string, as: Parameters<Served['get']>[1]) => {
  const response = await house.get(path, as)
  const html = await response.text()
  expect(response.status, path).toBe(200)
  const report = await validator.validateString(html)
  expect(report.results.flatMap(({ messages }) => messages.map(({ message }) => `${path}: ${message}`))).toEqual([])
  return html
}
const link = (what: string, name: 'amina' | 'zanele') =>
  `/in/${what === 'panel' ? 'panel' : 'brief'}/${id}/${tokenOf(secret, `${what} ${id}`, house.world.member[name])}`

test('the coordinator names a panel, writes the pre-brief and sends it', async () => {
  expect(await page(at('/panel'), 'nomsa')).toContain('no turn in the last year')
  const panel = { 'panel.0.member': house.world.member.amina, 'panel.0.part': 'Opens' }
  expect((await house.post(at('/panel'), panel, 'nomsa')).status).toBe(303)
  const typed = { text: '## Facts\n\n<b>x</b>', statements: 'Schools should own the test', days: '0' }
  const wrong = await house.post(at('/brief/edit'), typed, 'nomsa')
  expect([wrong.status, (await wrong.text()).includes('Schools should own the test')]).toEqual([422, true])
  await page(at('/brief/edit'), 'nomsa')
  const written = await house.post(
    at('/brief/edit'),
    { ...typed, days: '6', circle: 'mel-hub', by_itself: 'on' },
    'nomsa',
  )
  expect(written.headers.get('location')).toBe(at('/brief'))
  expect((await house.get(at('/brief'), 'amina')).status).toBe(404)
  expect((await house.post(at('/brief?/send'), { edition: '0', to: 'everybody' }, 'nomsa')).status).toBe(303)
  const html = await page(at('/brief'), 'nomsa')
  expect(html).toContain('1 of 4 have seen it')
  expect(html).toContain('&lt;b&gt;x&lt;/b&gt;')
})

test('the link of the letter shows it, changes nothing by being followed, and takes what is pressed', async () => {
  const shown = await page(link('pre-brief', 'zanele'), null)
  expect(shown).toContain('<h3>Facts</h3>')
  expect(await page(at('/brief'), 'nomsa')).toContain('1 of 4 have seen it')
  const statement = /name="positions\.0\.statement" value="([^"]+)"/.exec(shown)![1]!
  const nothing = await house.post(`${link('pre-brief', 'zanele')}?/take`, { 'positions.0.statement': statement }, null)
  expect([nothing.status, (await nothing.text()).includes('Choose where you stand')]).toEqual([422, true])
  const said = { 'positions.0.statement': statement, 'positions.0.value': '4', 'positions.0.why': 'We did it' }
  expect((await house.post(`${link('pre-brief', 'zanele')}?/take`, said, null)).status).toBe(303)
  expect(await page(link('pre-brief', 'zanele'), null)).toContain('value="We did it"')
  expect((await house.post(`${link('pre-brief', 'zanele')}?/seen`, {}, null)).status).toBe(303)
  expect(await page(at('/brief'), 'nomsa')).toContain('2 of 4 have seen it')
  expect((await house.get(link('pre-brief', 'zanele').slice(0, -1), null)).status).toBe(404)
})

test('a seat on the panel is answered by the link, or on the page of the event', async () => {
  expect(await page(link('panel', 'amina'), null)).toContain('What you would do there: Opens')
  expect(await page(at(), 'amina')).toContain('You are asked to sit on the panel')
  expect((await house.post(link('panel', 'amina'), { answer: 'declined' }, null)).status).toBe(303)
  expect((await house.post(`${at()}?/panel`, { answer: 'accepted' }, 'amina')).status).toBe(303)
  expect(await page(link('panel', 'amina'), null)).toContain('You said yes')
  expect(await page('/thuto/events/rota', 'nomsa')).toContain('Ask the 3 proposed')
})

test('a member asks to be excused and a steward answers; nobody else reads why', async () => {
  await page(at('/excuse'), 'zanele')
  expect((await house.post(at('/excuse?/ask'), { reason: '' }, 'zanele')).status).toBe(422)
  expect((await house.post(at('/excuse?/ask'), { reason: 'A wedding in Kisumu' }, 'zanele')).status).toBe(303)
  const html = await page('/thuto/events/commitments', 'nomsa')
  expect(html).toContain('A wedding in Kisumu')
  const absence = /name="absence" value="([^"]+)"/.exec(html)![1]!
  expect((await house.get('/thuto/events/commitments', 'amina')).status).toBe(403)
  const granted = await house.post('/thuto/events/commitments?/excuse', { absence, decision: 'granted' }, 'nomsa')
  expect(granted.status).toBe(303)
  expect(await page(at('/excuse'), 'zanele')).toContain('You are excused')
  const rule = await house.post('/thuto/events/commitments?/rule', { circle: 'mel-hub', rule: 'move' }, 'nomsa')
  expect(rule.status).toBe(303)
})
