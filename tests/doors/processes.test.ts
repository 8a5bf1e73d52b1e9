/** One live room in two processes: what is done at one is seen at the other, and neither needs the other to live. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findRoom, joinByCode, moveOn, openPoll, openRoom, preparePoll, startMeeting } from '#server/events/index.ts'
import type { Ctx } from '#server/ctx.ts'
import { withCalendar } from '../support/events.ts'
import { listening } from './listening.ts'
import { served, type Beside, type Served } from './served.ts'

let here: Served
let there: Beside
let room: string
let holds: Ctx
let poll: string
let id: string
let options: string[]
let tokens: string[]

beforeAll(async () => {
  here = await served()
  there = await here.beside()
  const { plan, ctx } = await withCalendar(here.world)
  const soon = Temporal.Now.zonedDateTimeISO('Africa/Johannesburg').subtract({ minutes: 5 })
  id = await plan({ date: soon.toPlainDate().toString(), time: soon.toPlainTime().toString().slice(0, 5) })
  holds = ctx('sipho', { at: Temporal.Now.instant() })
  const { code } = await openRoom(holds, { id, door: 'anyone' })
  await startMeeting(holds, { id })
  ;({ poll } = await preparePoll(holds, {
    id,
    kind: 'single',
    question: 'Would you report the gain?',
    options: ['Yes', 'No'],
    results: 'live',
  }))
  await openPoll(holds, { id, poll })
  const rows = await here.db.selectFrom('poll_option').select('id').where('poll_id', '=', poll).execute()
  options = rows.map((row) => row.id)
  const stranger = { ...holds, actor: null, member: null, community: null }
  const found = await findRoom(stranger, { code, address: null })
  tokens = await Promise.all(Array.from({ length: 60 }, async () => (await joinByCode(stranger, found, {})).token))
  room = `/thuto/events/${id}/live`
})
afterAll(() => here[Symbol.asyncDispose]())

const answered = (people: number) => (panels: Record<string, string>) =>
  panels.polls?.includes(people === 1 ? '1 person has answered' : `${people} people have answered`) ?? false
const vote = (at: Pick<Served, 'post'>, token: string) =>
  at.post(`${room}?/vote`, { poll, choice: options[0]! }, null, { cookie: `live=${token}`, accept: 'application/json' })
const wall = async (at: Pick<Served, 'get'>, headers: Record<string, string> = {}) =>
  listening(await at.get(`${room}/stream?view=wall`, 'sipho', headers))

test('a vote, a question, a note and moving on in one process are seen by those who listen at the other', async () => {
  const line = listening(await there.get(`${room}/stream?view=desk`, 'sipho'))
  expect((await vote(here, tokens[0]!)).status).toBe(200)
  await line.until(answered(1))
  await here.post(`${room}?/ask`, { text: 'Who was left out?', as: 'nobody', to: '' }, 'amina')
  await line.until(({ questions }) => questions?.includes('Who was left out?') ?? false)
  await here.post(`${room}?/note`, { section: 'other', text: 'Trace those who moved.' }, 'kagiso')
  await line.until(({ notes }) => notes?.includes('Trace those who moved.') ?? false)
  const { position } = await moveOn(holds, { id, from: 1 })
  const { panels } = await line.until(({ clock }) => clock?.includes(`name="from" value="${position}"`) ?? false)
  expect(Object.keys(panels)).toContain('clock')
  await line.leave()
})

test('a link that was dropped catches up, at whichever process it comes back to, with no more than it lacks', async () => {
  const line = await wall(there)
  const { id: had } = await line.until(({ clock, polls }) => Boolean(clock) && answered(1)({ polls: polls! }))
  await line.leave()
  expect((await vote(here, tokens[1]!)).status).toBe(200)
  for (const at of [here, there]) {
    const again = await wall(at, { 'last-event-id': had })
    const { panels } = await again.until(() => true)
    expect(Object.keys(panels)).toEqual(['polls'])
    expect(answered(2)(panels)).toBe(true)
    await again.leave()
  }
})

test('a process whose link to the database broke has those who listen there see what happened meanwhile', async () => {
  const line = await wall(there)
  await line.until(answered(2))
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen %'`.execute(here.db)
  expect((await vote(here, tokens[2]!)).status).toBe(200)
  await line.until(answered(3))
  await line.leave()
})

test('a process that is killed in the middle of a poll has lost no vote that it acknowledged; the other goes on', async () => {
  const line = await wall(here)
  const acknowledged = new Set(tokens.slice(0, 3))
  const votes = tokens.map(async (token) => {
    const answer = await vote(there, token).catch(() => null)
    if (answer?.status === 200) acknowledged.add(token)
  })
  while (acknowledged.size < 20) await new Promise((resolve) => setTimeout(resolve, 1))
  await there.kill()
  await Promise.all(votes)
  const kept = await here.db.selectFrom('poll_vote').select('id').where('poll_id', '=', poll).execute()
  expect(kept.length).toBeGreaterThanOrEqual(acknowledged.size)
  // Everybody sends once more, as people do who are not sure, and is counted once.
  for (const token of tokens) expect((await vote(here, token)).status).toBe(200)
  await line.until(answered(tokens.length))
  await line.leave()
})
