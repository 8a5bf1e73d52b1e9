/** Measures speed, memory and weight on data of a chosen size; prints and keeps what was seen. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import { openHouse } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { migrate, startEmbedded } from '#server/foundations/db/index.ts'
import { countNight } from '#server/learning/index.ts'
import { fill, type Large, type Size } from './large.ts'
import { targets, type Target } from './pages.ts'
import { memory, pin } from './process.ts'
import { start, type Running } from './server.ts'

export interface Options extends Size {
  seconds: number
  connections: number
  /** Where the figures are kept as JSON. */
  out: string
}

export interface Measured {
  name: string
  perSecond: number
  p50: number
  p975: number
  p99: number
  /** Answers that were neither a page nor a redirect. */
  errors: number
}

/** Runs everything and returns what was measured. */
export async function bench(options: Options): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  try {
    console.log(`Filling: ${options.members} members, ${options.events} events, ${options.facts} facts …`)
    const { large, secret } = await prepare(folder, options)
    const starts = []
    for (let i = 0; i < 3; i++) {
      const running = await start(folder, '/')
      starts.push(running.startMs)
      await running.stop()
    }
    const running = await start(folder, '/')
    await new Promise((resolve) => setTimeout(resolve, 3000))
    const idle = memory(running.child.pid!)
    const pinned = pin(running.child.pid!, 0) && pin(process.pid, 1)
    const list = targets(large, secret, running.url)
    const weights = await Promise.all(list.filter((target) => target.method === 'GET').map((target) => weigh(running, target)))
    const speeds: Measured[] = []
    for (const target of list) speeds.push(await press(running, target, options))
    const loaded = memory(running.child.pid!)
    await running.stop()
    const result = { at: new Date().toISOString(), node: process.version, size: options, pinned, startMs: starts, memoryMb: { idle, loaded }, weights, speeds }
    report(result)
    mkdirSync(join(options.out, '..'), { recursive: true })
    writeFileSync(options.out, JSON.stringify(result, null, 2))
    console.log(`\nKept in ${options.out}`)
    return result
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function prepare(folder: string, size: Size): Promise<{ large: Large; secret: string }> {
  const config = readConfig({ COPSE_DATA: folder })
  const embedded = await startEmbedded(config.dataFolder)
  await migrate({ config, databaseUrl: embedded.url, say: () => {} })
  const house = await openHouse(config, embedded.url, { jobs: false })
  const now = Temporal.Now.instant()
  const large = await fill(house.db, size, now)
  const community = await house.db.selectFrom('community').selectAll().where('id', '=', large.community).executeTakeFirstOrThrow()
  await countNight({ ...house.ctx(now), community: { ...community, startsOn: community.starts_on, mailOn: false } })
  await house.close()
  await embedded.stop()
  return { large, secret: house.site.secret }
}

/** Bytes on a first visit, compressed, with everything that the page brings; and how many queries it took. */
async function weigh(running: Running, target: Target) {
  const { path, headers = {} } = target.requests[0]!
  await fetch(running.url + path, { headers })
  const page = await fetch(running.url + path, { headers })
  const html = await page.text()
  const links = [...html.matchAll(/<link[^>]+href="([^"]+)"[^>]*>|<script[^>]+src="([^"]+)"/g)]
  let bytes = gzipSync(html).length
  let script = 0
  for (const [, link, source] of links) {
    const size = gzipSync(Buffer.from(await (await fetch(new URL((link ?? source)!, running.url + path))).arrayBuffer())).length
    bytes += size
    if (source) script += size
  }
  return { name: target.name, status: page.status, bytes, script, queries: Number(page.headers.get('x-copse-queries')) }
}

async function press(running: Running, target: Target, { seconds, connections }: Options): Promise<Measured> {
  const requests = target.requests.map(({ path, headers, body }) => ({ method: target.method, path, ...(headers ? { headers } : {}), ...(body ? { body } : {}) }))
  await autocannon({ url: running.url, connections, duration: 1, requests })
  const result = await autocannon({ url: running.url, connections, duration: seconds, requests })
  const latency = result.latency as unknown as Record<string, number>
  return { name: target.name, perSecond: Math.round(result.requests.average), p50: latency.p50!, p975: latency.p97_5!, p99: latency.p99!, errors: result.errors + result['4xx'] + result['5xx'] }
}

function report(result: { startMs: number[]; memoryMb: Record<string, { application: number; database: number; whole: number }>; weights: { name: string; status: number; bytes: number; script: number; queries: number }[]; speeds: Measured[]; pinned: boolean }): void {
  console.log(`\nStart to first page: ${result.startMs.join(', ')} ms`)
  for (const [when, mb] of Object.entries(result.memoryMb)) console.log(`Memory ${when}: ${mb.whole} MB (application ${mb.application}, database ${mb.database})`)
  console.log(`\n${'page'.padEnd(28)}${'status'.padStart(7)}${'bytes'.padStart(8)}${'script'.padStart(8)}${'queries'.padStart(9)}`)
  for (const each of result.weights) console.log(`${each.name.padEnd(28)}${String(each.status).padStart(7)}${String(each.bytes).padStart(8)}${String(each.script).padStart(8)}${String(each.queries).padStart(9)}`)
  console.log(`\n${result.pinned ? 'Server and database on one core, load from another.' : 'Not pinned to cores: taskset is not there.'}`)
  console.log(`${'page'.padEnd(28)}${'req/s'.padStart(7)}${'p50 ms'.padStart(8)}${'p97.5'.padStart(8)}${'p99'.padStart(8)}${'errors'.padStart(8)}`)
  for (const each of result.speeds) console.log(`${each.name.padEnd(28)}${String(each.perSecond).padStart(7)}${String(each.p50).padStart(8)}${String(each.p975).padStart(8)}${String(each.p99).padStart(8)}${String(each.errors).padStart(8)}`)
}
