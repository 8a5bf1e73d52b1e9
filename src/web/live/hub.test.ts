import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import type { Community, Ctx } from '#server/ctx.ts'
import { Hub } from './hub.ts'
import type { Listening } from './line.ts'
import { readStamps, stampOf, writeStamps, type PanelComponent, type View } from './panel.ts'

const hubs: Hub[] = []
afterEach(() => hubs.splice(0).forEach((hub) => hub.close()))

const community = { id: 'c', slug: 'thuto' } as Community
const event = 'e'

/** A hub with one panel that shows a number, and how often that was read. */
function counting(options: { most?: number; mostEach?: number } = {}) {
  const state = { number: 1, reads: 0, secret: 'only for some', here: [] as (readonly string[])[] }
  const component = ((renderer: { push(html: string): void }, { data }: { data: unknown }) =>
    renderer.push(`<b>${JSON.stringify(data)}</b>`)) as unknown as PanelComponent
  const read = (_ctx: Ctx, _live: unknown, facet: string) => {
    state.reads++
    return Promise.resolve(facet ? { number: state.number, secret: state.secret } : { number: state.number })
  }
  const hub = new Hub({
    panels: [{ name: 'count', read: { hand: read, desk: read, wall: read } }],
    shows: { hand: { count: component }, desk: { count: component }, wall: { count: component } },
    ctx: () => ({ now: Temporal.Instant.fromEpochMilliseconds(0), site: { url: '' } }) as Ctx,
    room: () => Promise.resolve({ event: { id: event, zone: 'UTC', title: 't' } as never, room: null, me: null }),
    here: (_ctx, _event, participants) => {
      state.here.push(participants)
      return Promise.resolve()
    },
    pause: 5,
    ...options,
  })
  hubs.push(hub)
  const connect = (more: Partial<Listening> & { view?: View } = {}) => {
    const line = hub.open(event, community, {
      view: 'hand',
      locale: 'en',
      facets: {},
      have: {},
      who: `${Math.random()}`,
      ...more,
    })
    return line && { line, hear: hearing(line.stream) }
  }
  const announce = () => hub.heard({ community: 'c', event, panel: 'count' })
  return { hub, state, connect, announce, has: { count: stampOf({ number: 1 }) } }
}

/** Gives the next panels that come over a line. */
function hearing(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader()
  return async () => {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return null
      const text = Buffer.from(value).toString()
      const [, id, data] = /^id: (.*)\nevent: panels\ndata: (.*)\n\n$/.exec(text) ?? []
      if (data) return { id: id!, panels: JSON.parse(data) as Record<string, string> }
    }
  }
}

test('what is announced is read once and sent to everybody, however many they are and however often it is announced', async () => {
  const { state, connect, announce, has } = counting()
  const lines = Array.from({ length: 50 }, () => connect({ have: { ...has } })!)
  state.number = 2
  for (let i = 0; i < 20; i++) announce()
  for (const { hear } of lines) expect((await hear())?.panels.count).toContain('2')
  expect(state.reads).toBe(1)
})

test('whoever comes back gets what is so now, and whoever has it gets nothing', async () => {
  const { state, connect, has } = counting()
  state.number = 3
  const late = connect({ have: { ...has } })!
  const { id, panels } = (await late.hear())!
  expect(panels.count).toContain('3')
  expect(readStamps(id)).toEqual({ count: stampOf({ number: 3 }) })
  const reads = state.reads
  connect({ have: readStamps(id) })
  await sleep(20)
  expect(state.reads).toBe(reads)
})

test('whoever comes with nothing gets everything, also as the first', async () => {
  const { connect } = counting()
  expect((await connect({ have: {} })!.hear())?.panels.count).toContain('1')
})

test('what only one group may see is never sent to another', async () => {
  const { state, connect, announce, has } = counting()
  const voted = connect({ facets: { count: 'voted' }, have: {} })!
  const waiting = connect({ have: { ...has } })!
  expect((await voted.hear())?.panels.count).toContain(state.secret)
  state.number = 2
  announce()
  expect((await waiting.hear())?.panels.count).not.toContain(state.secret)
})

test('a browser that cannot keep up is sent the last state, not every one', async () => {
  const { state, connect, announce, has } = counting()
  const slow = connect({ have: { ...has } })!
  for (const number of [2, 3, 4, 5]) {
    state.number = number
    announce()
    await sleep(15)
  }
  const heard = [(await slow.hear())!.panels.count]
  if (!heard[0]!.includes('5')) heard.push((await slow.hear())!.panels.count)
  expect(heard.length).toBeLessThanOrEqual(2)
  expect(heard.at(-1)).toContain('5')
})

test('after a gap in the link to the database everything is read anew', async () => {
  const { hub, state, connect, has } = counting()
  const line = connect({ have: { ...has } })!
  state.number = 9
  hub.missed()
  expect((await line.hear())?.panels.count).toContain('9')
})

test('who listens is kept at every third beat, each once, and nobody whose line is closed', () => {
  const { hub, state, connect } = counting()
  const first = connect({ participant: 'amina' })!
  connect({ participant: 'amina' })
  connect({ participant: 'kagiso' })
  connect({ view: 'wall' })
  for (let i = 0; i < 3; i++) hub.beat()
  expect(state.here).toEqual([['amina', 'kagiso']])
  first.line.close()
  hub.beat()
  expect(state.here[1]).toEqual(['amina', 'kagiso'])
})

test('there is an end to lines, for all and for each, and one that is closed makes room', () => {
  const { hub, connect } = counting({ most: 3, mostEach: 2 })
  const first = connect({ who: 'amina' })!
  expect(
    [connect({ who: 'amina' }), connect({ who: 'amina' }), connect({ who: 'b' }), connect({ who: 'c' })].map(Boolean),
  ).toEqual([true, false, true, false])
  first.line.close()
  expect(hub.lines).toBe(2)
  expect(connect({ who: 'amina' })).not.toBeNull()
})

test('stamps go over the wire and back; what is made up is left out', () => {
  expect(readStamps(writeStamps({ clock: 'ab12', 'way-in': 'cd34' }))).toEqual({ clock: 'ab12', 'way-in': 'cd34' })
  expect(readStamps('clock=zz.__proto__=ab.x=12<script>')).toEqual({})
})
