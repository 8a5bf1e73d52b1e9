/**
 * The small server in front of the pages: it says what the public address is, keeps for a moment what all strangers get
 * alike, compresses, and stops in order.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from '#server/config.ts'
import { migrate, openListener, startEmbedded, type Embedded, type Listener } from '#server/foundations/db/index.ts'
import { shownChannel } from '#server/facts.ts'
import { Refusal } from '#server/foundations/refusal.ts'
import { anonymousCache, type AnonymousCache } from '#web/anonymous-cache.ts'
import { openStreams, type OpenStreams } from '#web/open-streams.ts'
import { squeeze, wayFor } from '#web/squeeze.ts'
import { whenWhole } from '#web/whole-answer.ts'

export interface Serving {
  /** Where it listens, for this machine. */
  localUrl: string
  databaseUrl: string
  /** Takes no new request, finishes those under way, closes the house and the database. */
  stop(): Promise<void>
}

type Handler = (req: IncomingMessage, res: ServerResponse, next?: () => void) => void

/**
 * Opens the database, brings it up to date and serves the built pages. Throws Refusal when the database or the port
 * cannot be had.
 */
export async function serve(config: Config, say: (line: string) => void): Promise<Serving> {
  const embedded = config.databaseUrl ? null : await startEmbedded(config.dataFolder, { say })
  const databaseUrl = config.databaseUrl ?? embedded!.url
  try {
    await migrate({ config, databaseUrl, say })
    const cache = anonymousCache()
    const news = await openListener(databaseUrl, () => cache.drop())
    await news.on(shownChannel, (slug) => cache.drop(slug))
    const streams = openStreams()
    const server = createServer(front(config, await pages(databaseUrl), config.countsQueries ? null : cache, streams))
    await listen(server, config)
    const { port } = server.address() as AddressInfo
    return { localUrl: `http://localhost:${port}`, databaseUrl, stop: () => stop(server, streams, news, embedded) }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** The built pages read their settings from the environment when they are first loaded: they open the house there. */
async function pages(databaseUrl: string): Promise<Handler> {
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    PROTOCOL_HEADER: 'x-forwarded-proto',
    HOST_HEADER: 'x-forwarded-host',
    BODY_SIZE_LIMIT: '11M',
  })
  const built = new URL('../../build/handler.js', import.meta.url).href
  return ((await import(built)) as { handler: Handler }).handler
}

/** What stands before the pages. Without a cache each visit makes its page, as whoever counts queries needs it. */
function front(config: Config, handler: Handler, cache: AnonymousCache | null, streams: OpenStreams): Handler {
  const { protocol, host } = new URL(config.siteUrl)
  return (req, res) => {
    req.headers['x-forwarded-proto'] = protocol.slice(0, -1)
    req.headers['x-forwarded-host'] = config.siteUrlGiven ? host : (req.headers.host ?? host)
    // The API takes tokens and no cookies: what guards forms against other sites would only turn programs away there.
    // And the address at which a mail program stops a mail with one press (RFC 8058) carries all that it needs.
    if (/^\/(api\/v1|in\/stop)\//.test(req.url ?? ''))
      req.headers.origin = `${protocol}//${req.headers['x-forwarded-host']}`
    if (cache?.answer(req, res)) return
    streams.watch(res)
    whenWhole(res, (body) => {
      cache?.keep(req, res, body)
      return squeeze(res, body, wayFor(req.headers['accept-encoding']))
    })
    handler(req, res)
  }
}

/** To be asked before anything is built or opened for nothing. Throws Refusal when the port cannot be had. */
export async function needPort(config: Config): Promise<void> {
  const probe = createServer()
  await listen(probe, config)
  await new Promise((resolve) => probe.close(resolve))
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(inPlainWords(error, config)))
    server.listen(config.port, config.host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function inPlainWords(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  const choose = 'Choose another port: PORT=8080 ./copse start.'
  if (error.code === 'EADDRINUSE')
    return new Refusal(`Port ${port} is taken: another program listens there, perhaps another Copse. ${choose}`)
  if (error.code === 'EACCES') return new Refusal(`This account may not listen on port ${port}. ${choose}`)
  if (error.code === 'EADDRNOTAVAIL')
    return new Refusal(`This machine has no address ${host}. Mend HOST, or leave it out.`)
  return error
}

async function stop(server: Server, streams: OpenStreams, news: Listener, embedded: Embedded | null): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  streams.end()
  server.closeIdleConnections()
  await closed
  for (const close of process.listeners('sveltekit:shutdown')) await close('stop')
  await news.close()
  await embedded?.stop()
}
