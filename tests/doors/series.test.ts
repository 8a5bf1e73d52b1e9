/** The doors of series, as a browser without script uses them: planned, looked at, changed, renewed, ended. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withCalendar } from '../support/events.ts'
import { served, type Served } from './served.ts'
import { validator } from './valid.ts'

/** The server lives today: a series begins next month by its clock. */
const start = Temporal.Now.plainDateISO('UTC').add({ days: 30 })
const asked = {
  format: 'webinar',
  title: 'Evidence hour',
  date: start.toString(),
  time: '13:00',
  zone: 'Africa/Johannesburg',
  every: 'month',
  nth: '2',
  weekday: '4',
  until: '',
  times: '4',
  'countries[]': 'ZA',
  more: 'KE',
  on_closed: 'move',
  place: 'online',
  anyway: 'false',
}

let house: Served
let series: string
beforeAll(async () => {
  house = await served()
  await withCalendar(house.world)
})
afterAll(() => house[Symbol.asyncDispose]())

const seenIn = (html: string) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? ''
const text = async (path: string, as: 'nomsa' | 'amina' = 'nomsa') => (await house.get(path, as)).text()
const last = () =>
  house.db
    .selectFrom('event')
    .selectAll()
    .where('series_id', 'is not', null)
    .orderBy('starts_at', 'desc')
    .executeTakeFirstOrThrow()

test('a series is planned: the dates are shown first, and what was typed stays', async () => {
  const new_ = '/thuto/events/series/new'
  const endless = await house.post(`${new_}?/look&format=webinar`, { ...asked, times: '' }, 'nomsa')
  expect(endless.status).toBe(422)
  expect(await endless.text()).toContain('A series has to end')
  const shown = await (await house.post(`${new_}?/look&format=webinar`, asked, 'nomsa')).text()
  expect(shown).toContain('4 dates')
  expect(shown).toContain('second Thursday of the month')
  expect(shown).toContain('value="Evidence hour"')
  const done = await house.post(`${new_}?/plan&format=webinar`, { ...asked, seen: seenIn(shown) }, 'nomsa')
  expect(done.status).toBe(303)
  series = done.headers.get('location')!
  expect(await text(series, 'amina')).toContain('4 are ahead')
})

test('its pages are valid HTML in English and in French, light, and without script', async () => {
  const paths = [
    '/thuto/events/series',
    '/thuto/events/series/new',
    '/thuto/events/series/new?format=webinar',
    series,
    `${series}/change`,
    `${series}/end`,
    `${series}/renew`,
    `${series}/rotation`,
    '/thuto/events/hours',
  ]
  for (const path of paths)
    for (const lang of ['en', 'fr']) {
      const response = await house.get(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, 'nomsa')
      const html = await response.text()
      expect(response.status, path).toBe(200)
      expect(html).not.toMatch(/<script(?![^>]*speculationrules)/)
      expect(gzipSync(html).length, path).toBeLessThan(16_000)
      const { results } = await validator.validateString(html)
      expect(
        results.flatMap(({ messages }) => messages.map(({ line, message }) => `${path} ${line}: ${message}`)),
      ).toEqual([])
    }
})

test('this and following are changed after what would change was shown, and the series goes on as another one', async () => {
  const event = await last()
  const wanted = {
    event: event.id,
    scope: 'following',
    title: event.title,
    time: '15:00',
    zone: event.zone,
    facilitator: 'nobody',
  }
  const shown = await (await house.post(`${series}/change?/look&event=${event.id}`, wanted, 'nomsa')).text()
  expect(shown).toContain('One event would change')
  const done = await house.post(
    `${series}/change?/change&event=${event.id}`,
    { ...wanted, seen: seenIn(shown) },
    'nomsa',
  )
  expect(done.status).toBe(303)
  expect(done.headers.get('location')).not.toBe(series)
  expect((await last()).wall_start).toContain('15:00')
  expect(await text(series)).toContain('It goes on as another series')
  series = done.headers.get('location')!
})

test('times that share the night are tried before they are taken', async () => {
  const { id } = await last()
  const shown = await (
    await house.post(`${series}/rotation?/look`, { event: id, times: '08:00,16:00' }, 'nomsa')
  ).text()
  expect(shown).toContain('One event would change')
})

test('it is renewed, and ended with a reason', async () => {
  const page = await text(`${series}/renew`)
  const until = /name="until" value="([^"]+)"/.exec(page)![1]!
  const renewed = await house.post(`${series}/renew`, { until, seen: seenIn(page) }, 'nomsa')
  expect(renewed.status).toBe(303)
  const { id } = await last()
  const shown = await (
    await house.post(`${series}/end?/look&event=${id}`, { event: id, scope: 'all', reason: 'The grant ends.' }, 'nomsa')
  ).text()
  expect(shown).toMatch(/1\d events would change/)
  const ended = await house.post(
    `${series}/end?/end&event=${id}`,
    { event: id, scope: 'all', reason: 'The grant ends.', seen: seenIn(shown) },
    'nomsa',
  )
  expect(ended.status).toBe(303)
  expect(await text(series, 'amina')).toContain('The grant ends.')
})
