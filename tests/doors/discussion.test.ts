/** The discussion over HTTP: a question asked, answered and settled by plain forms, and what the wider circle never sees. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openRoom, settleQuestion, startMeeting } from '#server/events/index.ts'
import { withChannels, type Talking } from '../support/discussion.ts'
import { withCalendar } from '../support/events.ts'
import { served, type Served } from './served.ts'
import { validator } from './valid.ts'

let house: Served
let talk: Talking
beforeAll(async () => {
  house = await served()
  talk = await withChannels(house.db, house.world)
})
afterAll(() => house[Symbol.asyncDispose]())

const at = '/thuto/discussion'

/** Begins a topic as a browser does; its address. */
async function begin(fields: Record<string, string>, as: 'amina' | 'kagiso' = 'kagiso'): Promise<string> {
  const response = await house.post(`${at}/new`, { kind: 'question', text: 'We have **300** schools.', ...fields }, as)
  expect(response.status).toBe(303)
  return response.headers.get('location')!
}

test('a question is asked, answered, marked, changed and taken out by forms alone', async () => {
  const topic = await begin({ channel: talk.channel.ask, title: 'How large is your sample?' })
  const failed = await house.post(`${topic}?/reply`, { text: ' ' }, 'amina')
  expect(failed.status).toBe(422)
  const answered = await house.post(`${topic}?/reply`, { text: 'We take *forty*.' }, 'amina')
  expect(answered.status).toBe(303)
  const post = /at=([\da-f-]{36})/.exec(answered.headers.get('location')!)![1]!
  expect((await house.post(`${topic}?/mark`, { post }, 'kagiso')).status).toBe(303)
  const page = await (await house.get(topic, 'kagiso')).text()
  expect(page).toContain('<em>forty</em>')
  expect(page).toContain('Amina Otieno answered it.')
  const list = await (await house.get(at, 'fatou')).text()
  expect(list).toContain('How large is your sample?')
  expect(list).toMatch(/class="chip on[^>]*>(?:<!--.*?-->)?(answered|répondu)/)
  expect((await house.post(`${topic}/${post}?/change`, { text: 'Forty.', edition: '1' }, 'amina')).status).toBe(303)
  expect(await (await house.get(`${topic}/${post}`, 'kagiso')).text()).toContain('We take *forty*.')
  expect((await house.post(`${topic}/${post}?/retire`, { why: 'Wrong' }, 'kagiso')).status).toBe(403)
  expect((await house.post(`${topic}/${post}?/retire`, { why: 'Wrong' }, 'nomsa')).status).toBe(303)
  expect(await (await house.get(topic, 'kagiso')).text()).toMatch(/Taken out by Nomsa Dlamini, .+: Wrong/)
})

test('pages of the discussion are light, whole and without script', async () => {
  const topic = await begin({ channel: talk.channel.ask, title: 'What is a good indicator of use?' })
  const [post] = await house.db.selectFrom('post').select('id').orderBy('id', 'desc').limit(1).execute()
  const pages = [at, `${at}?view=unanswered`, `${at}?channel=${talk.channel.ask}`, `${at}/new`, topic]
  for (const path of [...pages, `${topic}/${post!.id}`, `${at}/channels`]) {
    const response = await house.get(path, path.endsWith('channels') ? 'nomsa' : 'kagiso')
    expect([path, response.status]).toEqual([path, 200])
    const html = await response.text()
    expect(html.length).toBeLessThan(40_000)
    expect(html).not.toMatch(/<script(?![^>]*type="(?:application\/(?:ld\+)?json|speculationrules)")/)
    const { results } = await validator.validateString(html)
    expect(results.flatMap(({ messages }) => messages.map(({ message, ruleId }) => `${message} (${ruleId})`))).toEqual(
      [],
    )
  }
})

test('what is the hub’s is for nobody else: not in lists, not by its address, not to be answered', async () => {
  const topic = await begin({ channel: talk.channel.hub, title: 'Whom do we invite?' }, 'amina')
  expect(await (await house.get(at, 'kagiso')).text()).not.toContain('Whom do we invite?')
  for (const path of [topic, `${at}?channel=${talk.channel.hub}`])
    expect((await house.get(path, 'kagiso')).status).toBe(404)
  for (const action of ['reply', 'follow', 'mark', 'close', 'retire'])
    expect((await house.post(`${topic}?/${action}`, { text: 'x', why: 'x' }, 'kagiso')).status).toBe(404)
  expect((await house.post(`${at}/new`, { channel: talk.channel.hub, title: 'x', text: 'x' }, 'kagiso')).status).toBe(
    404,
  )
  for (const path of [at, topic]) expect((await house.get(path)).headers.get('location')).toMatch(/^\/sign-in/)
  expect((await house.get(`${at}/channels`, 'kagiso')).status).toBe(403)
})

test('a question that a meeting parked is taken into the discussion by one form, and both lead to one another', async () => {
  const { plan, during } = await withCalendar(house.world)
  const id = await plan()
  await openRoom(during('sipho'), { id })
  await startMeeting(during('sipho'), { id })
  const { question } = await ask(during('amina'), { id, text: 'What did the baseline cost?', as: 'me' })
  await settleQuestion(during('sipho'), { id, question, state: 'parked' })
  const event = `/thuto/events/${id}`
  for (const page of ['parked', 'close']) {
    const html = await (await house.get(`${event}/${page}`, 'sipho')).text()
    expect(html).toContain('What did the baseline cost?')
    expect(html).toContain('asked by Amina Otieno')
    const { results } = await validator.validateString(html)
    expect(results.flatMap(({ messages }) => messages.map(({ message, ruleId }) => `${message} (${ruleId})`))).toEqual(
      [],
    )
  }
  expect((await house.get(`${event}/parked`, 'kagiso')).status).toBe(403)
  const none = await house.post(`${event}/parked?/raise`, { channel: talk.channel.ask }, 'sipho')
  expect(none.status).toBe(422)
  const raised = await house.post(
    `${event}/close?/raise`,
    { 'questions[]': [question], channel: talk.channel.ask },
    'sipho',
  )
  expect(raised.status).toBe(303)
  const topic = /\/thuto\/discussion\/[\da-f-]{36}/.exec(await (await house.get(event, 'kagiso')).text())![0]
  expect(await (await house.get(topic, 'kagiso')).text()).toContain(`href="${event}"`)
  expect(await (await house.get(`${event}/parked`, 'sipho')).text()).toContain('All of them are topics.')
})

test('an administrator who is no member is led to nothing that is for members', async () => {
  const html = await (await house.get(at, 'ruth')).text()
  expect(html).not.toContain('/thuto/events/mail')
  expect(html).not.toContain(`${at}/new`)
})
