/** The live room over HTTP: by plain forms as without script, by the line, and when the server is killed. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { prepareMeeting, votesKept, type Meeting } from '../../bench/meeting.ts'
import { start } from '../../bench/server.ts'
import { ensureBuilt } from '../../src/cli/build.ts'
import { listening } from './listening.ts'

beforeAll(() => ensureBuilt())

/** The application on a meeting that is on, as an administrator starts it. */
async function meeting(people: number) {
  const folder = mkdtempSync(join(tmpdir(), 'copse-live-'))
  chmodSync(folder, 0o711)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const room = await prepareMeeting(folder, people, 'live')
  const running = await start(folder, '/', { pinned: false })
  onTestFinished(() => running.stop())
  return { folder, room, running, ask: asking(running.url, room) }
}

function asking(url: string, { room, tokens, poll, options }: Meeting) {
  const headers = (i: number, accept: string) => ({ cookie: `live=${tokens[i]}`, accept, origin: url })
  return {
    page: async (i: number, view = '') => (await fetch(url + room + view, { headers: headers(i, 'text/html') })).text(),
    vote: (i: number, accept = 'application/json') =>
      fetch(`${url}${room}?/vote`, {
        method: 'POST',
        redirect: 'manual',
        headers: headers(i, accept),
        body: new URLSearchParams({ poll, choice: options[0]! }),
      }),
    line: (i: number, query: string, more: Record<string, string> = {}) =>
      fetch(`${url}${room}/stream?${query}`, { headers: { ...headers(i, 'text/event-stream'), ...more } }),
  }
}

test('without script somebody votes by a form, sees it kept, and the page weighs little', async () => {
  const { ask, running } = await meeting(5)
  for (let i = 0; i < 4; i++) {
    const answer = await ask.vote(i, 'text/html')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringMatching(/\/live$/)])
  }
  const page = await ask.page(0)
  expect(page).toMatch(/<input[^>]*type="radio"[^>]*checked/)
  expect(page).toMatch(/100\s%/)
  const scripts = await Promise.all(
    ['live.js', 'live-keep.js'].map(async (name) => (await fetch(`${running.url}/${name}`)).text()),
  )
  expect(page.length + scripts.join('').length).toBeLessThan(90_000)
})

test('the line passes at once, and whoever comes back with the last id gets only what is new', async () => {
  const { ask } = await meeting(6)
  const line = await ask.line(5, 'view=wall')
  expect([line.status, line.headers.get('content-type'), line.headers.get('content-encoding')]).toEqual([
    200,
    'text/event-stream',
    null,
  ])
  const wall = listening(line)
  await ask.vote(0)
  const first = await wall.until(({ polls }) => polls?.includes('1 person has answered') ?? false)
  await wall.leave()

  for (let i = 1; i < 4; i++) await ask.vote(i)
  const again = listening(await ask.line(5, 'view=wall', { 'last-event-id': first.id }))
  const caughtUp = await again.until(({ polls }) => polls?.includes('4 people have answered') ?? false)
  expect(Object.keys(caughtUp.panels)).toEqual(['polls'])
  await again.leave()
})

test('nobody listens without having come in', async () => {
  const { ask, running, room } = await meeting(1)
  expect((await fetch(`${running.url}${room.room}/stream?view=hand`)).status).toBe(401)
  expect((await ask.line(0, 'view=desk')).status).toBe(401)
})

test('a server that is killed in the middle of a poll has lost no vote that it acknowledged, and counts none twice', async () => {
  const { folder, room, running, ask } = await meeting(120)
  let acknowledged = 0
  const votes = room.tokens.map(async (_, i) => {
    const answer = await ask.vote(i).catch(() => null)
    if (answer?.status === 200) acknowledged++
  })
  while (acknowledged < 30) await new Promise((resolve) => setTimeout(resolve, 1))
  process.kill(running.pid, 'SIGKILL')
  await Promise.all(votes)
  expect(await votesKept(folder, room.poll)).toBeGreaterThanOrEqual(acknowledged)
  const next = await start(folder, '/', { pinned: false })
  onTestFinished(() => next.stop())
  const again = asking(next.url, room)
  // Everybody sends once more, as people do who are not sure.
  for (let i = 0; i < room.tokens.length; i++) expect((await again.vote(i)).status).toBe(200)
  await next.stop()
  expect(await votesKept(folder, room.poll)).toBe(120)
})
