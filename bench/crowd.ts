/**
 * A crowd in a live room: everybody holds a line open, so does the wall, and everybody votes once within some seconds. A
 * process of its own, so that what it takes is not counted with the server. Reads what to do as JSON, says what it saw.
 */
import { Agent, request, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Crowd {
  url: string
  /** Address of the room, without its host. */
  room: string
  /** Secrets of those who came by the code; the first watches the wall. */
  tokens: string[]
  poll: string
  options: string[]
  /** Within which everybody votes. */
  seconds: number
}

export interface CrowdSaw {
  connected: number
  /** Votes that the server said it has kept. */
  acknowledged: number
  refused: number
  /** Milliseconds from sending a vote to its answer, and to the wall that shows it. */
  answer: Percentiles
  wall: Percentiles
  /** Votes that the wall never showed. */
  unseen: number
  /** Updates that the wall, and all hands together, were sent. */
  wallUpdates: number
  handUpdates: number
}

export interface Percentiles {
  p50: number
  p95: number
  p99: number
  most: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

async function main(): Promise<void> {
  const crowd = (await json(process.stdin)) as Crowd
  const shown: { votes: number; at: number }[] = []
  let [handUpdates, wallUpdates, connected] = [0, 0, 0]
  const open = async (view: string, token: string, hear: (html: string) => void) => {
    const line = await ask(crowd, `/stream?view=${view}`, token, {})
    if (line.statusCode !== 200) return
    connected++
    line.setEncoding('utf8')
    let kept = ''
    line.on('data', (text: string) => {
      const events = (kept + text).split('\n\n')
      kept = events.pop()!
      for (const event of events) {
        const data = /^event: panels\ndata: (.*)$/m.exec(event)?.[1]
        if (data) hear(data)
      }
    })
  }
  await open('wall', crowd.tokens[0]!, (data) => {
    wallUpdates++
    const { polls = '' } = JSON.parse(data) as { polls?: string }
    const votes = /([\d,]+) (?:person has|people have) answered/.exec(polls)?.[1]?.replaceAll(',', '')
    if (votes) shown.push({ votes: Number(votes), at: performance.now() })
  })
  for (let i = 0; i < crowd.tokens.length; i += 25)
    await Promise.all(crowd.tokens.slice(i, i + 25).map((token) => open('hand', token, () => handUpdates++)))
  await sleep(2000)
  process.stderr.write('connected\n')
  const votes: { sent: number; kept: number }[] = []
  let refused = 0
  await Promise.all(
    crowd.tokens.map(async (token, i) => {
      // Spread evenly: a run differs from the next by the machine alone.
      await sleep(((i * 7919) % crowd.tokens.length) * ((crowd.seconds * 1000) / crowd.tokens.length))
      const sent = performance.now()
      const answer = await ask(crowd, '?/vote', token, {
        poll: crowd.poll,
        choice: crowd.options[i % crowd.options.length]!,
      })
      answer.resume()
      if (answer.statusCode === 200) votes.push({ sent, kept: performance.now() })
      else refused++
    }),
  )
  await sleep(2000)
  const seen = votes
    .toSorted((a, b) => a.kept - b.kept)
    .map(({ sent }, i) => {
      const when = shown.find((update) => update.votes > i)
      return when ? when.at - sent : null
    })
  const saw: CrowdSaw = {
    connected,
    acknowledged: votes.length,
    refused,
    answer: percentiles(votes.map(({ sent, kept }) => kept - sent)),
    wall: percentiles(seen.filter((ms) => ms !== null)),
    unseen: seen.filter((ms) => ms === null).length,
    wallUpdates,
    handUpdates,
  }
  process.stdout.write(JSON.stringify(saw), () => process.exit(0))
}

/** GET, or POST with fields; lines are not pooled. */
function ask(crowd: Crowd, path: string, token: string, fields: Record<string, string>): Promise<IncomingMessage> {
  const body = new URLSearchParams(fields).toString()
  const method = body ? 'POST' : 'GET'
  return new Promise((resolve, reject) => {
    const asked = request(
      crowd.url + crowd.room + path,
      {
        method,
        ...(body ? { agent } : { agent: false }),
        headers: {
          cookie: `live=${token}`,
          accept: body ? 'application/json' : 'text/event-stream',
          ...(body ? { 'content-type': 'application/x-www-form-urlencoded', origin: crowd.url } : {}),
        },
      },
      resolve,
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

function percentiles(numbers: number[]): Percentiles {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) }
}

await main()
