/** One call of the API: found by name, read, run with the rights of the token, answered. */
import type { RequestEvent } from '@sveltejs/kit'
import { queryOf, schemaOf } from '#server/api/index.ts'
import { arrive } from '#server/arrive.ts'
import { apiCallables } from '#server/callables.ts'
import type { Ctx } from '#server/ctx.ts'
import { NotFound } from '#server/errors.ts'
import { hashOf } from '#server/foundations/id.ts'
import { once } from '#server/foundations/once.ts'
import { noteTokenUse } from '#server/people/index.ts'
import type { Callable } from '#server/verb.ts'
import { BadCall, problemResponse } from './problem.ts'
import { communityOfCall, tokenOf } from './program.ts'

/** Bytes of a body at most: a long list of invitations takes a tenth. */
const largestBody = 2_000_000
/** Characters of a UUID. */
const shortestKeyOfStranger = 36
/** Objects and lists within one another at most: whoever reads them takes one step down for each. */
const deepest = 100

export async function answerCall(event: RequestEvent): Promise<Response> {
  try {
    const callable = apiCallables.get(event.params.call ?? '')
    if (!callable) throw new BadCall(404, 'api.unknown-call')
    needMethod(callable, event.request.method)
    needGoodToken(event)
    const given =
      event.request.method === 'POST' ? await bodyOf(event.request) : queryOf(callable, event.url.searchParams)
    const { ctx, fields } = await inCommunity(event, callable, given)
    const answer = await run(event, ctx, callable, fields)
    if (ctx.actor?.viaId) await noteTokenUse(ctx.db, ctx.actor.viaId, ctx.now)
    return new Response(JSON.stringify(answer ?? null), {
      headers: {
        'content-type': 'application/json',
        'content-language': event.locals.w.locale,
        'cache-control': 'no-store',
      },
    })
  } catch (problem) {
    return problemResponse(event, problem)
  }
}

/** A query whose fields are too long for an address may be posted. */
function needMethod(callable: Callable, method: string): void {
  const allowed = callable.is === 'query' ? ['GET', 'HEAD', 'POST'] : ['POST']
  if (!allowed.includes(method)) throw new BadCall(405, 'api.method', { allow: allowed.join(', ') })
}

/** Somebody who shows a token that does not work is told so, and not taken for a visitor. */
function needGoodToken(event: RequestEvent): void {
  if (event.locals.ctx.actor || !event.request.headers.has('authorization')) return
  throw new BadCall(401, 'api.bad-token', { 'www-authenticate': 'Bearer error="invalid_token"' })
}

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type')
  if (type !== null && !/^application\/json\s*(;|$)/i.test(type)) throw new BadCall(415, 'api.not-json')
  const text = await textOf(request)
  // A call without fields needs no body.
  if (text.trim() === '') return {}
  if (type === null) throw new BadCall(415, 'api.not-json')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new BadCall(400, 'api.json')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new BadCall(400, 'api.json')
  if (isDeeperThan(body, deepest)) throw new BadCall(400, 'api.json')
  return body as Record<string, unknown>
}

/** Level by level, so that what is too deep is found without going down. */
function isDeeperThan(body: object, levels: number): boolean {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
  }
  return false
}

/** Keeps no more than a body may have. The rest is read and let go: who is still sending would not hear the answer. */
async function textOf(request: Request): Promise<string> {
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    text = bytes > largestBody ? '' : text + decoder.decode(chunk, { stream: true })
  }
  if (bytes > largestBody) throw new BadCall(413, 'api.too-large')
  return text + decoder.decode()
}

/** The ctx at the door of the community that the call is about, also where its body names it, and the fields without it. */
async function inCommunity(
  event: RequestEvent,
  callable: Callable,
  given: Record<string, unknown>,
): Promise<{ ctx: Ctx; fields: object }> {
  const { ctx } = event.locals
  const { community, ...fields } = given
  const isOwnField = schemaOf(callable).properties?.community !== undefined
  const slug = typeof community === 'string' && !isOwnField ? community : communityOfCall(event)
  if (slug === undefined) return { ctx, fields: isOwnField ? given : fields }
  const there = slug === ctx.community?.slug ? ctx : { ...ctx, ...(await arriveAt(event, slug)) }
  if (!there.community) throw new NotFound('community')
  return { ctx: there, fields: isOwnField ? given : fields }
}

function arriveAt(event: RequestEvent, slug: string) {
  const token = tokenOf(event.request)
  const { db, now } = event.locals.ctx
  return arrive(db, token ? { tokenHash: hashOf(token) } : {}, slug, now)
}

/**
 * draft-ietf-httpapi-idempotency-key-header: a string, which may come in quotes. Whoever shows no token is nobody in
 * particular: their key is all that tells them from other strangers, whose answers are not for them, and has to be drawn by chance.
 */
function run(event: RequestEvent, ctx: Ctx, callable: Callable, fields: object): Promise<unknown> {
  const key = event.request.headers.get('idempotency-key')?.replace(/^"(.*)"$/, '$1')
  if (key === undefined || callable.is === 'query' || callable.leavesNoTrace) return callable.run(ctx, fields)
  if (key.length < (ctx.actor ? 1 : shortestKeyOfStranger) || key.length > 200) throw new BadCall(400, 'api.bad-key')
  return once(ctx, key, callable.called, { community: ctx.community?.slug ?? null, ...fields }, (ctx) =>
    callable.run(ctx, fields),
  )
}
