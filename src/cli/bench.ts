/** `copse bench [--members N] [--events N] [--facts N] [--seconds N] [--out FILE]`: measures; nothing here passes or fails. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bench } from '../../bench/run.ts'
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
      out: { type: 'string', default: join(root, '.copse/bench.json') },
    },
  })
  await ensureBuilt()
  const { out, ...numbers } = values
  const [members, events, facts, seconds, connections] = [numbers.members, numbers.events, numbers.facts, numbers.seconds, numbers.connections].map(Number) as [number, number, number, number, number]
  await bench({ members, events, facts, seconds, connections, out })
  return 0
}
