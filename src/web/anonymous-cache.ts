/**
 * Pages that every stranger gets alike, kept for a few seconds: a front door whose address goes round is made once, not a
 * thousand times. A fact that visitors see (`shown` in `server/facts.ts`) drops them, in every process.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { RequestEvent } from '@sveltejs/kit'
import { localeCookie, zoneCookie } from './cookies.ts'
import { packed, squeeze, wayFor, type Way } from './squeeze.ts'

export interface AnonymousCache {
  /** Answers from what is kept, if this is a stranger's visit and the page is there. Returns whether it did. */
  answer(req: IncomingMessage, res: ServerResponse): boolean
  /** Keeps a page, if the porch said that it is for anyone. */
  keep(req: IncomingMessage, res: ServerResponse, body: Buffer): void
  /** Drops the pages of a community; without a slug, all. */
  drop(slug?: string): void
}

interface Kept {
  slug: string
  until: number
  headers: OutgoingHttpHeaders
  body: Buffer
  packed: Map<Way, Buffer>
}

/** Header between porch and server, which takes it off again: whose page this is. */
const forAnyone = 'x-copse-for-anyone'
/** Pages without a form of their own and without anything that was made for one visit. */
const routes = new Set(['/', '/[community]', '/[community]/events', '/[community]/events/[id]'])
/** What a stranger may carry and still be like all others. */
const harmless = new Set([localeCookie, zoneCookie])

/** The porch: notes on a page made for nobody in particular that every stranger would get the same. */
export function markForAnyone(
  { route, params, locals }: Pick<RequestEvent, 'route' | 'params' | 'locals'>,
  response: Response,
): void {
  const alike =
    response.status === 200 &&
    locals.ctx.actor === null &&
    routes.has(route.id ?? '') &&
    !response.headers.has('set-cookie')
  if (alike) response.headers.set(forAnyone, params.community ?? '')
}

/** Keeps at most `most` pages, each for `seconds`; `clock` gives milliseconds. */
export function anonymousCache({ seconds = 5, most = 300, clock = () => performance.now() } = {}): AnonymousCache {
  const pages = new Map<string, Kept>()

  return {
    answer(req, res) {
      const key = keyOf(req)
      const kept = key && pages.get(key)
      if (!kept) return false
      if (kept.until < clock()) {
        // One makes it anew; whoever comes meanwhile gets it as it was.
        kept.until = clock() + 1000
        return false
      }
      send(req, res, kept)
      return true
    },
    keep(req, res, body) {
      const slug = res.getHeader(forAnyone)
      res.removeHeader(forAnyone)
      const key = slug === undefined ? undefined : keyOf(req)
      if (!key) return
      pages.delete(key)
      if (pages.size >= most) pages.delete(pages.keys().next().value!)
      pages.set(key, {
        slug: String(slug),
        until: clock() + seconds * 1000,
        headers: res.getHeaders(),
        body,
        packed: new Map(),
      })
    },
    drop(slug) {
      for (const [key, kept] of pages) if (!slug || kept.slug === slug || kept.slug === '') pages.delete(key)
    },
  }
}

/** Everything that the page depends on; none for whoever is not like all others. */
function keyOf({ method, url, headers }: IncomingMessage): string | undefined {
  if (method !== 'GET' || headers.authorization !== undefined) return undefined
  const cookies = headers.cookie?.split(';').map((cookie) => cookie.trim()) ?? []
  if (!cookies.every((cookie) => harmless.has(cookie.split('=')[0]!))) return undefined
  return [headers.host, url, headers['accept-language'], ...cookies.toSorted()].join('\n')
}

function send({ headers: asked }: IncomingMessage, res: ServerResponse, { headers, body, packed: ready }: Kept): void {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value)
  if (asked['if-none-match']?.replace(/^W\//, '') === headers.etag) {
    for (const name of ['content-type', 'content-length']) res.removeHeader(name)
    res.writeHead(304).end()
    return
  }
  const sent = squeeze(res, body, wayFor(asked['accept-encoding']), (way) => {
    if (!ready.has(way)) ready.set(way, packed(body, way))
    return ready.get(way)!
  })
  res.setHeader('content-length', sent.length).end(sent)
}
