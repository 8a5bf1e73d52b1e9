/** What happens in a meeting, by plain forms: reports, check-in, questions, notes, groups; and a server that is killed. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { leadSegment } from '#server/events/index.ts'
import { hashOf, newId } from '#server/foundations/id.ts'
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
    expect((await house.post(`/thuto/events/${id}/live/console?/${step}`, { door: 'anyone' }, 'sipho')).status).toBe(
      303,
    )
})
afterAll(() => house[Symbol.asyncDispose]())

const page = async (path: string, as: Parameters<Served['get']>[1]) =>
  (await house.get(`/thuto/events/${id}${path}`, as)).text()
const text = readFileSync(new URL('../../examples/attendance/zoom-with-meeting.csv', import.meta.url), 'utf8')

test('a report is looked at first, keeps what was answered when a name is nobody’s, and is then taken in', async () => {
  const at = `/thuto/events/${id}/attendance/report`
  const looked = await house.post(`${at}?/read`, { text }, 'sipho')
  expect(looked.status).toBe(200)
  const html = await looked.text()
  expect(html).toContain('Zanele Mtembu')
  expect(html).toContain('Is it the right file?')
  const wrong = await house.post(`${at}?/import`, { text, threshold: '40', 'decide.p7.other': 'Nobody Atall' }, 'sipho')
  expect(wrong.status).toBe(422)
  const again = await wrong.text()
  expect(again).toContain('No member is called «Nobody Atall»')
  expect(again).toContain('value="Nobody Atall"')
  const done = await house.post(`${at}?/import`, { text, threshold: '40', 'decide.p7.who': 'nobody' }, 'sipho')
  expect([done.status, done.headers.get('location')]).toEqual([303, `/thuto/events/${id}/attendance`])
  expect(await page('/attendance', 'sipho')).toMatch(/value="86"/)
})

test('a member checks in on the page of the event with the code that the facilitator reads out', async () => {
  const sheet = await page('/attendance', 'sipho')
  const code = /<p class="code[^>]*>([\d ]+)<\/p>/.exec(sheet)![1]!
  expect(await page('', 'fatou')).toContain('name="code"')
  const wrong = await house.post(`/thuto/events/${id}?/here`, { code: '1' }, 'fatou')
  expect([wrong.status, (await wrong.text()).includes('n’est pas le code')]).toEqual([422, true])
  expect((await house.post(`/thuto/events/${id}?/here`, { code }, 'fatou')).status).toBe(303)
  expect(await page('', 'fatou')).not.toContain('name="code"')
})

test('questions, notes and groups work by plain forms on the three views of the room', async () => {
  const room = `/thuto/events/${id}/live`
  for (const name of ['amina', 'kagiso', 'fatou', 'johan', 'zanele'] as const)
    await house.post(`${room}?/join`, {}, name)
  expect(
    (await house.post(`${room}?/ask`, { text: 'Who reads <our> reports?', as: 'nobody', to: '' }, 'amina')).status,
  ).toBe(303)
  const html = await page('/live', 'kagiso')
  expect(html).toContain('Who reads &lt;our> reports?')
  const question = /name="question" value="([^"]+)"/.exec(html)![1]!
  expect((await house.post(`${room}?/up`, { question }, 'kagiso')).status).toBe(303)
  expect((await house.post(`${room}?/ask`, { text: '', as: 'me' }, 'kagiso')).status).toBe(422)
  expect((await house.post(`${room}/console?/settle`, { question, state: 'parked' }, 'kagiso')).status).toBe(403)
  expect((await house.post(`${room}?/note`, { section: 'other', text: 'Ask the province.' }, 'kagiso')).status).toBe(
    303,
  )
  expect(await page('/live', 'fatou')).toContain('Ask the province.')
  expect((await house.post(`${room}/console?/groups`, { size: '3' }, 'sipho')).status).toBe(303)
  expect(await page('/live/groups', 'amina')).toContain('Kagiso Molefe')
  expect((await house.post(`${room}/console?/protocol`, { protocol: 'troika-consulting' }, 'sipho')).status).toBe(303)
  expect(await page('/live/wall', 'sipho')).toContain('Set up')
  expect((await house.post(`${room}/console?/settle`, { question, state: 'parked' }, 'sipho')).status).toBe(303)
  expect(await page('', 'amina')).toContain('Who reads &lt;our> reports?')
})

test('whoever leads a part sees the questions for them first, and everybody else sees none of that', async () => {
  const { world } = house
  await leadSegment(world.ctx('nomsa'), { id, position: 4, member: world.member.zanele })
  const room = `/thuto/events/${id}/live`
  const to = world.member.zanele
  expect((await house.post(`${room}?/ask`, { text: 'How did you sample?', as: 'me', to }, 'kagiso')).status).toBe(303)
  const own = new RegExp(`<div data-if="panel:${to}"( hidden)?`)
  expect(own.exec(await page('/live', 'zanele'))?.[1]).toBeUndefined()
  expect(own.exec(await page('/live', 'kagiso'))?.[1]).toBe(' hidden')
})

test('a registered guest presses one button on their own page and is in the room under their own name', async () => {
  const [secret, at] = ['a secret that only their letters carry', Temporal.Now.instant()]
  await house.db
    .insertInto('guest')
    .values({
      community_id: house.world.community.id,
      event_id: id,
      id: newId(at),
      name: 'Tendai Moyo',
      email: 'tendai@example.net',
      token_hash: hashOf(secret),
      answer: 'yes',
      at,
      consented_at: at,
      confirmed_at: at,
    })
    .execute()
  const own = `/thuto/events/${id}/guest/${encodeURIComponent(secret)}`
  expect(await (await house.get(own)).text()).toContain('Come in as Tendai Moyo')
  const entered = await house.post(`${own}?/room`, {})
  expect([entered.status, entered.headers.get('location')]).toEqual([303, `/thuto/events/${id}/live`])
  const cookie = entered.headers
    .getSetCookie()
    .find((each) => each.startsWith('live='))!
    .split(';')[0]!
  expect(await (await house.get(`/thuto/events/${id}/live`, null, { cookie })).text()).toContain(
    'you are in as Tendai Moyo',
  )
})

test('two who change the same sentence of a note at once are shown where they differ, and make one note of it', async () => {
  const room = `/thuto/events/${id}/live`
  await house.post(`${room}?/note`, { section: 'other', text: 'The sample was 300.' }, 'kagiso')
  const note = (await house.db.selectFrom('note').select('id').where('text', '=', 'The sample was 300.').execute())[0]!
    .id
  const change = (as: 'kagiso' | 'sipho', text: string) =>
    house.post(`${room}/notes?/save&note=${note}`, { note, version: '1', text }, as)
  expect((await change('sipho', 'The sample was 320.')).headers.get('location')).toBe(`${room}#notes`)
  const beside = (await change('kagiso', 'The sample was 300 households.')).headers.get('location')!
  expect(beside).toMatch(new RegExp(`^${room}/notes\\?note=(?!${note})`))
  const shown = await (await house.get(beside, 'kagiso')).text()
  for (const said of ['The sample was 320.', 'The sample was 300 households.'])
    expect(shown).toMatch(new RegExp(`<td[^>]*>(<!--.{1,3}-->)?${said}`))
  const other = new URL(beside, house.url).searchParams.get('note')!
  const join = { note: other, version: '2', text: 'The sample was 320 households.' }
  expect((await house.post(`${room}/notes?/join&note=${other}`, join, 'kagiso')).status).toBe(303)
  const after = await page('/live', 'amina')
  expect([after.includes('320 households'), after.includes('300 households')]).toEqual([true, false])
})

test('these pages are valid HTML, and those outside of the room light and without script', async () => {
  const dry = await house.post(`/thuto/events/${id}/attendance/report?/read`, { text }, 'sipho')
  const shown: [string, string, number][] = [
    ['the dry run', await dry.text(), 40_000],
    ['the report', await page('/attendance/report', 'sipho'), 40_000],
    ['the sheet', await page('/attendance', 'sipho'), 40_000],
    ['the event', await page('', 'amina'), 40_000],
    ['the groups', await page('/live/groups', 'amina'), 40_000],
    ['the hand', await page('/live', 'amina'), 90_000],
    ['the desk', await page('/live/console', 'sipho'), 90_000],
    ['the wall', await page('/live/wall', 'sipho'), 90_000],
  ]
  for (const [name, html, most] of shown) {
    const { results } = await validator.validateString(html)
    expect([
      name,
      results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`)),
    ]).toEqual([name, []])
    expect([name, gzipSync(html).length < most / 2]).toEqual([name, true])
    if (most === 40_000)
      expect(html).not.toMatch(/<script(?![^>]*type="(?:application\/(?:ld\+)?json|speculationrules)")/)
  }
})

test('the server killed in the middle has lost no question and no note that it had acknowledged', async () => {
  const room = `/thuto/events/${id}/live`
  const kept: string[] = []
  const post = async (kind: 'ask' | 'note', n: number) => {
    const text = `${kind} number ${n} before the lights went out`
    const fields: Record<string, string> = kind === 'ask' ? { text, as: 'nobody', to: '' } : { text, section: 'other' }
    const as = (['amina', 'kagiso', 'fatou', 'johan', 'zanele'] as const)[n % 5]!
    const answer = await house.post(`${room}?/${kind}`, fields, as).catch(() => null)
    if (answer?.status === 303) kept.push(text)
  }
  const sending = Array.from({ length: 60 }, (_, n) => post(n % 2 ? 'ask' : 'note', n))
  await Promise.race(sending)
  await house.crash()
  await Promise.all(sending)
  expect(kept.length).toBeGreaterThan(0)
  const rows = [
    ...(await house.db.selectFrom('question').select('text').execute()),
    ...(await house.db.selectFrom('note').select('text').execute()),
  ].map((row) => row.text)
  expect(kept.filter((text) => !rows.includes(text))).toEqual([])
  expect(rows.filter((text, i) => rows.indexOf(text) !== i)).toEqual([])
  expect(await page('/live', 'amina')).toContain(kept[0]!)
})
