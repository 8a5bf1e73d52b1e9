/** The figures as a person reads them. */
import type { Result } from './run.ts'

export function report(result: Result): void {
  const { pinned, starts, memoryMb, weights, speeds, written } = result
  console.log(
    `\n${pinned ? 'Server and database on one core, load from another.' : 'Not kept to cores: there is no taskset.'}`,
  )
  console.log(
    `Start to first page: ${median(starts.oneCore.map(({ clock }) => clock))} ms on one core, ${median(starts.free.map(({ clock }) => clock))} ms on all; ${median(starts.oneCore.map(({ processor }) => processor))} ms of processor`,
  )
  for (const [when, { whole, application, database }] of Object.entries(memoryMb)) {
    console.log(`Memory ${when}: ${whole} MB (application ${application}, database ${database})`)
  }
  table(
    ['first visit', 'bytes', 'script', 'page', 'plain', 'queries', 'again'],
    weights.map((each) => [each.name, each.bytes, each.script, each.page, each.plain, each.queries, each.again]),
  )
  table(
    ['under load', 'req/s', 'p50 ms', 'p95', 'p99', 'errors', 'CPU ms', 'app', 'db', 'of a core'],
    speeds.map((each) => [
      each.name,
      each.perSecond,
      each.p50,
      each.p95,
      each.p99,
      each.errors,
      each.each.whole,
      each.each.application,
      each.each.database,
      Math.round(1000 / each.each.whole),
    ]),
  )
  if (written) console.log(`Answers given ${written.answered}, kept ${written.kept}.`)
  for (const { name, ms } of result.design ?? []) console.log(`${name}: ${ms} ms`)
}

/** How the same pages do on a tenth of the data and on all of it: by the processor's time. */
export function reportGrowth(small: Result, whole: Result): void {
  table(
    [`${small.size.members} → ${whole.size.members}`, 'CPU ms', '→', 'times', 'p95', '→'],
    whole.speeds.flatMap((each) => {
      const before = small.speeds.find(({ name }) => name === each.name)
      return before
        ? [
            [
              each.name,
              before.each.whole,
              each.each.whole,
              Math.round((each.each.whole / before.each.whole) * 100) / 100,
              before.p95,
              each.p95,
            ],
          ]
        : []
    }),
  )
}

function table(head: string[], rows: (string | number)[][]): void {
  console.log('')
  for (const row of [head, ...rows])
    console.log(row.map((cell, i) => (i === 0 ? String(cell).padEnd(26) : String(cell).padStart(10))).join(''))
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
