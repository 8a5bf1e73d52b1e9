/** `copse bench`: measures speed, memory and weight. Nothing here passes or fails; bench/README.md says what each figure is. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureLive, reportLive } from '../../bench/live.ts'
import { report, reportGrowth } from '../../bench/report.ts'
import { measure, type Options } from '../../bench/run.ts'
import { Refusal } from '#server/foundations/refusal.ts'
import { ensureBuilt } from './build.ts'
import { root } from './run.ts'

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      members: { type: 'string', default: '10000' },
      events: { type: 'string', default: '500' },
      facts: { type: 'string', default: '100000' },
      seconds: { type: 'string', default: '6' },
      connections: { type: 'string', default: '16' },
      only: { type: 'string' },
      keep: { type: 'string' },
      growth: { type: 'boolean', default: false },
      design: { type: 'boolean', default: false },
      live: { type: 'boolean', default: false },
      people: { type: 'string', default: '1000' },
      out: { type: 'string', default: join(root, '.copse/bench.json') },
    },
  })
  const { only, keep, design, growth, out } = values
  const [members, events, facts] = [whole(values.members), whole(values.events), whole(values.facts)]
  const options: Options = {
    members,
    events,
    facts,
    seconds: whole(values.seconds),
    connections: whole(values.connections),
    only,
    keep,
    design,
  }
  await ensureBuilt()
  if (values.live) return runLive(whole(values.people), out)
  const tenth = { ...options, members: Math.ceil(members / 10), facts: Math.ceil(facts / 10), design: false }
  const small = growth ? await measure(tenth) : undefined
  const result = await measure(options)
  report(result)
  if (small) reportGrowth(small, result)
  mkdirSync(dirname(out), { recursive: true })
  writeFileSync(out, JSON.stringify({ ...result, small }, null, 2))
  console.log(`\nKept in ${out}`)
  return 0
}

/** The live room alone: everybody votes within ten seconds. */
async function runLive(people: number, out: string): Promise<number> {
  const results = await measureLive({ people, seconds: 10 })
  reportLive(results)
  const file = out.replace(/\.json$/, '-live.json')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(results, null, 2))
  console.log(`\nKept in ${file}`)
  return 0
}

function whole(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1) throw new Refusal(`"${text}" is not a whole number above zero.`, 2)
  return number
}
