/** Who comes, as browsers without script and spreadsheets meet it: guests, the waiting list, the list of answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askQuestions, guestAddress } from '#server/events/index.ts'
import { openSite } from '#server/people/index.ts'
import { withCalendar } from '../support/events.ts'
import type { Name } from '../support/people.ts'
import { served, type Served } from './served.ts'
import { validator } from './valid.ts'

let house: Served
let ids: { open: string; small: string }
let question: string
beforeAll(async () => {
  house = await served()
  const { plan, ctx } = await withCalendar(house.world)
  ids = {
    open: await plan({
      date: '2098-03-12',
      public: true,
      guests: true,
      place: 'hybrid',
      place_text: 'Room 4',
      capacity: 20,
      online_capacity: 100,
    }),
    small: await plan({ date: '2098-03-13', capacity: 1 }),
  }
  const { questions } = await askQuestions(ctx('nomsa'), {
    id: ids.small,
    questions: [{ label: 'A ramp?', kind: 'yes-no', required: true }],
  })
  question = `replies.${questions[0]!.id}`
})
afterAll(() => house[Symbol.asyncDispose]())

const at = (id: string, rest = '') => `/thuto/events/${id}${rest}`
const lindiwe = { name: 'Lindiwe Dube', email: 'lindiwe@example.org', mode: 'room', consent: 'on' }

/** The page of the guest with that address. */
async function pageOf(email: string): Promise<string> {
  const guest = await house.db
    .selectFrom('guest')
    .select(['id', 'event_id'])
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  const { site, ...ctx } = house.world.ctx(null)
  const secret = await openSite(house.db)
  return new URL(guestAddress({ ...ctx, site: { ...site, secret } }, guest)).pathname
}

test('a visitor asks on the public page, confirms on the page of the letter, takes the file, changes and is forgotten', async () => {
  expect(await (await house.get(at(ids.open))).text()).toContain('name="consent"')
  const refused = await house.post(at(ids.open, '?/guest'), { ...lindiwe, consent: '' })
  const html = await refused.text()
  expect(refused.status).toBe(422)
  expect(html).toContain('value="lindiwe@example.org"')
  expect(html).toContain('Without your agreement')
  const asked = await house.post(at(ids.open, '?/guest'), lindiwe)
  expect([asked.status, asked.headers.get('location')]).toEqual([303, at(ids.open)])

  const page = await pageOf(lindiwe.email)
  // A mail scanner that opens the link confirms nothing.
  expect(await (await house.get(page)).text()).not.toContain('meet.example.org')
  expect((await house.post(`${page}?/answer`, { answer: 'room' })).status).toBe(303)
  const mine = await (await house.get(page)).text()
  expect(mine).toContain('meet.example.org')
  expect(mine).toContain('Lindiwe Dube')
  expect(await (await house.get(`${page}/event.ics`)).text()).toContain('meet.example.org')
  expect((await house.get(page.replace(/.{6}$/, 'AAAAAA'))).status).toBe(404)
  expect((await house.get(page.replace('/thuto/', '/maji/'))).status).toBe(404)
  expect((await house.post(`${page}?/answer`, { answer: 'maybe' })).status).toBe(303)
  expect((await house.post(`${page}?/erase`, {})).headers.get('location')).toBe('/thuto/events')
  expect((await house.get(page)).status).toBe(404)
})

test('a visitor to an event without guests is led to sign in', async () => {
  const response = await house.post(at(ids.small, '?/guest'), lindiwe)
  expect(response.status).toBe(404)
})

test('what an event asks is asked on a page of its own; a full event offers its waiting list', async () => {
  const answered = await house.post(at(ids.small, '?/rsvp'), { answer: 'yes' }, 'amina')
  expect(answered.headers.get('location')).toBe(at(ids.small, '/replies?answer=yes'))
  const incomplete = await house.post(at(ids.small, '/replies'), { answer: 'yes' }, 'amina')
  expect(incomplete.status).toBe(422)
  const whole = await house.post(at(ids.small, '/replies'), { answer: 'yes', [question]: 'no' }, 'amina')
  expect([whole.status, whole.headers.get('location')]).toEqual([303, at(ids.small)])
  expect(await (await house.get(at(ids.small), 'kagiso')).text()).toContain('Put me on the waiting list')
  await house.post(at(ids.small, '/replies'), { answer: 'waiting', [question]: 'yes' }, 'kagiso')
  expect(await (await house.get(at(ids.small), 'kagiso')).text()).toContain('You are next on the waiting list')
  await house.post(at(ids.small, '?/withdraw'), {}, 'amina')
  expect(await (await house.get(at(ids.small), 'kagiso')).text()).toContain('A place is held for you until')
  expect((await house.post(at(ids.small, '?/rsvp'), { answer: 'yes' }, 'kagiso')).status).toBe(303)
  expect(await (await house.get(at(ids.small), 'kagiso')).text()).toContain('Change my answer')
})

test('whoever holds the event answers for a member from the list and takes the list away; others do neither', async () => {
  const { member } = house.world
  const fields = { member: member.sipho, name: 'Sipho', answer: 'maybe' }
  expect((await house.post(at(ids.open, '/answers?/answer'), fields, 'kagiso')).status).toBe(403)
  expect((await house.post(at(ids.open, '/answers?/answer'), fields, 'nomsa')).status).toBe(303)
  expect(await (await house.get(at(ids.open, '/answers?show=maybe'), 'nomsa')).text()).toContain('answered by')
  const file = await house.get(at(ids.open, '/answers/answers.csv'), 'nomsa')
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  expect((await house.get(at(ids.open, '/answers/answers.csv'), 'kagiso')).status).toBe(403)
  expect((await house.get(at(ids.open, '/answers/answers.csv'))).status).toBe(303)
})

const pages: [what: string, as: Name | null, path: () => Promise<string> | string][] = [
  ['a public event that takes guests', null, () => at(ids.open)],
  [
    'the page of a guest',
    null,
    async () => {
      await house.post(at(ids.open, '?/guest'), { ...lindiwe, email: 'thabo@example.org' })
      return pageOf('thabo@example.org')
    },
  ],
  ['what is asked before one comes', 'amina', () => at(ids.small, '/replies?answer=yes')],
  ['the list of answers', 'nomsa', () => at(ids.open, '/answers?show=silent')],
  ['answering for somebody', 'nomsa', () => at(ids.open, `/answers?show=silent&about=${house.world.member.amina}`)],
  ['the questions', 'nomsa', () => at(ids.small, '/questions')],
]

describe.each(pages)('%s', (_, as, path) => {
  test('is valid HTML in English and in French, and without script', async () => {
    for (const lang of ['en', 'fr']) {
      const address = await path()
      const response = await house.get(`${address}${address.includes('?') ? '&' : '?'}lang=${lang}`, as)
      const html = await response.text()
      expect(response.status).toBe(200)
      expect(html).toContain(`<html lang="${lang}"`)
      expect(html).not.toMatch(/<script(?![^>]*speculationrules)/)
      const { results } = await validator.validateString(html)
      expect(
        results.flatMap(({ messages }) =>
          messages.map(({ line, message, ruleId }) => `${line}: ${message} (${ruleId})`),
        ),
      ).toEqual([])
    }
  })
})
