/**
 * The load, in a process of its own on the other core: reads what to ask for from its standard input as JSON, says what
 * came back on its standard output.
 */
import { json } from 'node:stream/consumers'
import autocannon from 'autocannon'
import { browser, type Request, type Target } from './pages.ts'

export interface Asked {
  url: string
  target: Target
  connections: number
  seconds: number
  /** So many requests, however long they take. */
  amount?: number
  /** Requests that each connection passes over, since they were made before: a visitor's first is then a first. */
  past?: number
  /** No answer of a good page is shorter, in bytes of body and headers as they come over the wire. */
  least: number
}

export interface Came {
  /** Good answers in all, and in each second. */
  answers: number
  perSecond: number
  /** Milliseconds. */
  p50: number
  p95: number
  p99: number
  /** Answers with another status, that were too short, or that did not come. */
  errors: number
}

process.stdout.write(JSON.stringify(await press((await json(process.stdin)) as Asked)))

async function press({ url, target, connections, seconds, amount, past = 0, least }: Asked): Promise<Came> {
  const took: number[] = []
  let [bad, begun] = [0, 0]
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const setupClient = (client: autocannon.Client) =>
      client.setRequests(behind(turns(target, begun++, connections), past) as autocannon.Request[])
    const long = amount === undefined ? { duration: seconds } : { amount }
    const run = autocannon({ url, connections, ...long, headers: browser, setupClient }, (error, result) =>
      error ? reject(error as Error) : resolve(result),
    )
    run.on('response', (_client, status, bytes, ms) => {
      if (status === target.status && bytes >= least) took.push(ms)
      else bad++
    })
  })
  took.sort((a, b) => a - b)
  const share = (of: number) => Math.round((took[Math.ceil(took.length * of) - 1] ?? NaN) * 10) / 10
  const perSecond = Math.round(took.length / ((result.finish.getTime() - result.start.getTime()) / 1000))
  return {
    answers: took.length,
    perSecond,
    p50: share(0.5),
    p95: share(0.95),
    p99: share(0.99),
    errors: bad + result.errors + result.timeouts,
  }
}

/** The requests of one connection: its share of the visitors, first what each asks first, then what they ask next. */
function turns(
  { method, visitors }: Target,
  connection: number,
  connections: number,
): (Request & { method: string })[] {
  const mine = visitors.length < connections ? visitors : visitors.filter((_, i) => i % connections === connection)
  const steps = Math.max(...mine.map((requests) => requests.length))
  return Array.from({ length: steps }, (_, step) => mine.flatMap((requests) => requests[step] ?? []))
    .flat()
    .map((request) => ({ method, ...request }))
}

function behind<T>(turns: T[], past: number): T[] {
  const at = past % turns.length
  return [...turns.slice(at), ...turns.slice(0, at)]
}
