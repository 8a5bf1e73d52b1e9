/** The doors of the events room, as a browser without script and a calendar program use them. */
import { gzipSync } from 'node:zlib'
import ical, { type VEvent } from 'node-ical'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withCalendar } from '../support/events.ts'
import type { Name } from '../support/people.ts'
import { served, type Served } from './served.ts'
import { validator } from './valid.ts'

let house: Served
let ids: { panel: string; small: string; hub: string; past: string; retreat: string; written: string }
beforeAll(async () => {
  house = await served()
  const { plan, circles, member } = await withCalendar(house.world)
  ids = {
    panel: await plan({
      format: 'cop-meeting-with-panel',
      date: '2098-03-12',
      public: true,
      facilitator: member.sipho,
    }),
    small: await plan({ format: 'peer-clinic', date: '2098-03-13', capacity: 1 }),
    hub: await plan({ format: 'mel-hub-pre-brief', date: '2098-03-10', circle: circles['mel-hub'].id }),
    past: await plan({ date: '2026-03-12', facilitator: member.kagiso }),
    retreat: await plan({ format: 'annual-retreat', date: '2098-05-01', place: 'room', place_text: 'Marula Lodge' }),
    written: await plan({ format: 'async-discussion', date: '2098-06-02' }),
  }
})
afterAll(() => house[Symbol.asyncDispose]())

const pages: [what: string, as: Name | null, path: () => string][] = [
  ['a public event, to a stranger', null, () => ids.panel],
  ['a meeting with a promise, to a hub member', 'amina', () => ids.panel],
  ['a retreat of two days', 'amina', () => ids.retreat],
  ['an exchange in writing', 'amina', () => ids.written],
  ['a month', 'amina', () => '?month=2098-03'],
  ['what has been', 'amina', () => '?list=past'],
  ['the choice of a format', 'nomsa', () => 'new'],
  ['planning', 'nomsa', () => 'new?format=workshop'],
  ['changing', 'nomsa', () => `${ids.panel}/edit`],
  ['making the agenda', 'nomsa', () => `${ids.panel}/agenda`],
  ['making the agenda of a retreat', 'nomsa', () => `${ids.retreat}/agenda`],
  ['the hours of a retreat', 'nomsa', () => `${ids.retreat}/hours`],
  ['the timetable of a retreat', 'amina', () => `${ids.retreat}/programme`],
  ['planning parallel sessions', 'nomsa', () => `${ids.retreat}/sessions`],
  ['calls', 'amina', () => 'calls'],
  ['opening a call', 'nomsa', () => `calls/new?event=${ids.small}`],
  ['the book of formats', 'amina', () => 'formats'],
  ['a format', 'amina', () => 'formats/peer-clinic'],
  ['adding a format', 'nomsa', () => 'formats/new'],
  ['changing a format', 'nomsa', () => 'formats/peer-clinic/edit'],
  ['changing the agenda of a format', 'nomsa', () => 'formats/annual-retreat/agenda'],
  ['the sheet of attendance', 'kagiso', () => `${ids.past}/attendance?search=nomsa`],
  ['who leads what', 'nomsa', () => `${ids.panel}/roles?search=amina`],
  ['the subscription', 'amina', () => 'subscribe'],
  ['promises', 'nomsa', () => 'commitments'],
]

const address = (path: string) => (path.startsWith('?') ? `/thuto/events${path}` : `/thuto/events/${path}`)
const withLanguage = (path: string, lang: string) => `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`

describe.each(pages)('%s', (_, as, path) => {
  test('is valid HTML in English and in French, light, and without script', async () => {
    for (const lang of ['en', 'fr']) {
      const response = await house.get(withLanguage(address(path()), lang), as)
      const html = await response.text()
      expect(response.status).toBe(200)
      expect(html).toContain(`<html lang="${lang}"`)
      // Parts of an agenda are moved by the hand, too.
      const script = /^[\da-f-]{36}\/agenda$/.test(path()) ? 'src="/agenda\\.js"' : 'speculationrules'
      expect(html).not.toMatch(new RegExp(`<script(?![^>]*${script})`))
      expect(gzipSync(html).length).toBeLessThan(15_000)
      const { results } = await validator.validateString(html)
      expect(
        results.flatMap(({ messages }) =>
          messages.map(({ line, message, ruleId }) => `${line}: ${message} (${ruleId})`),
        ),
      ).toEqual([])
    }
  })
})

test('a member answers by a plain form, is told so on the next page, and gets the way in', async () => {
  const path = address(ids.panel)
  expect(await (await house.get(path, 'amina')).text()).not.toContain('meet.example.org')
  const answered = await house.post(`${path}?/rsvp`, { answer: 'yes' }, 'amina')
  expect([answered.status, answered.headers.get('location')]).toEqual([303, path])
  expect(await (await house.get(path, 'amina')).text()).toContain('meet.example.org')
})

test('when the last place is gone the form comes back with what was chosen, and why', async () => {
  const path = `${address(ids.small)}?/rsvp`
  expect((await house.post(path, { answer: 'yes' }, 'amina')).status).toBe(303)
  const refused = await house.post(path, { answer: 'yes' }, 'kagiso')
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('The only place is taken.')
})

test('a hub meeting is not there for the wider circle: page, file, answer, sheet', async () => {
  const path = address(ids.hub)
  for (const rest of ['', '/event.ics', '/edit', '/agenda', '/attendance', '/roles'])
    expect((await house.get(path + rest, 'kagiso')).status).toBe(404)
  expect((await house.post(`${path}?/rsvp`, { answer: 'yes' }, 'kagiso')).status).toBe(404)
})

test('a form of planning that cannot be used comes back whole, each problem beside its field', async () => {
  const response = await house.post(
    '/thuto/events/new?format=webinar&/plan',
    { format: 'webinar', title: 'Tracer studies', date: '2020-01-01', time: '13:00', zone: 'Africa/Nairobi' },
    'nomsa',
  )
  const html = await response.text()
  expect(response.status).toBe(422)
  expect(html).toContain('value="Tracer studies"')
  expect(html).toContain('This lies in the past')
})

test('a calendar program reads the feed at its secret address without being sent elsewhere, and is told when nothing is new', async () => {
  const made = await house.post('/thuto/events/subscribe?/renew', {}, 'zanele')
  const cookie = made.headers.getSetCookie().find((each) => each.startsWith('feed='))!
  const path = new URL(decodeURIComponent(/feed=([^;]+)/.exec(cookie)![1]!)).pathname
  const first = await house.get(path)
  expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
  const events = Object.values(ical.sync.parseICS(await first.text())).filter(
    (part): part is VEvent => part?.type === 'VEVENT',
  )
  expect(events.map(({ uid }) => uid)).toContain(ids.hub)
  const again = await house.get(path, null, { 'if-none-match': first.headers.get('etag')! })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect((await house.get(path.replace(/.{6}\.ics$/, 'AAAAAA.ics'))).status).toBe(404)
  await house.post('/thuto/events/subscribe?/renew', {}, 'zanele')
  expect((await house.get(path)).status).toBe(404)
})

test('the hours of each day are set by a plain form, come back when they do not go, and stand on the page', async () => {
  const at = `/thuto/events/${ids.retreat}/hours`
  const html = await (await house.get(at, 'nomsa')).text()
  expect(html).toContain('name="hours.1.until"')
  const first = { 'hours.0.from': '09:00', 'hours.0.until': '16:00' }
  const refused = await house.post(at, { ...first, 'hours.1.from': '12:30', 'hours.1.until': '09:00' }, 'nomsa')
  expect([refused.status, (await refused.text()).includes('A day ends after it begins')]).toEqual([422, true])
  expect((await house.post(at, first, 'kagiso')).status).toBe(403)
  const more = { 'hours.1.from': '09:00', 'hours.1.until': '12:30', 'hours.2.from': '', 'hours.2.until': '' }
  expect((await house.post(at, { ...first, ...more }, 'nomsa')).status).toBe(303)
  const page = await (await house.get(`/thuto/events/${ids.retreat}?lang=en`, 'nomsa')).text()
  expect(page).toMatch(/09:00–12:30/)
  expect(await (await house.get(`/thuto/events/${ids.retreat}/edit`, 'nomsa')).text()).toContain(at)
})
