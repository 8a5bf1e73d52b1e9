/** The pages and the write that are measured, and who asks for them. */
import { createHmac } from 'node:crypto'
import type { Large } from './large.ts'

/** What browsers send with every visit. */
export const browser = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br, zstd', 'accept-language': 'en' }

export interface Request {
  path: string
  headers?: Record<string, string>
  body?: string
}

export interface Target {
  name: string
  method: 'GET' | 'POST'
  /** The status of a good answer. */
  status: number
  /** What the page has to say, or it is not the page that was meant. */
  says: string
  /** What each visitor asks for, one after the other. All go on at once; no two ask for the same visitor. */
  visitors: Request[][]
}

const again = 200

/** What each post of the bench says. */
export const written = 'It depends on what you ask, and **when**.'

/** What is asked for. `secret` signs the cookies of the sessions. */
export function targets(large: Large, secret: string, origin: string): Target[] {
  const base = `/${large.slug}`
  const event = `${base}/events/${large.event.id}`
  const month = `${base}/events?month=${large.month}`
  const cookies = large.tokens.map((token) => ({
    cookie: `copse.session_token=${encodeURIComponent(sign(token, secret))}`,
  }))
  // Whoever opened the page of an event today is not noted again; those behind them have not been there yet.
  const [members, others] = [cookies.slice(0, again), cookies.slice(again)]
  const form = (headers: object) => ({ ...headers, origin, 'content-type': 'application/x-www-form-urlencoded' })
  // Each says once that they come to each event: no answer is the one that was there before.
  const answers = cookies.map((headers) =>
    large.coming.map(({ id }) => ({ path: `${base}/events/${id}?/rsvp`, headers: form(headers), body: 'answer=yes' })),
  )
  // Each writes in one topic after the other, and at every moment everybody in another.
  const posts = cookies.map((headers, i) =>
    large.topics.map((_, k) => ({
      path: `${base}/discussion/${large.topics[(i + k) % large.topics.length]!.id}?/reply`,
      headers: form(headers),
      body: `text=${encodeURIComponent(written)}`,
    })),
  )

  const page = (name: string, says: string, visitors: Request[][]): Target => ({
    name,
    method: 'GET',
    status: 200,
    says,
    visitors,
  })
  const visitor = (name: string, path: string, says: string) => page(`${name}, a visitor`, says, [[{ path }]])
  const member = (name: string, path: string, says: string) =>
    page(
      `${name}, a member`,
      says,
      members.map((headers) => [{ path, headers }]),
    )
  return [
    visitor('front door', base, large.event.title),
    visitor('event page', event, large.event.title),
    visitor('calendar list', `${base}/events`, large.event.title),
    member('Home', `${base}/home`, large.coming[0]!.title),
    member('event page', event, large.event.title),
    page(
      'event page, opened first',
      large.event.title,
      others.map((headers) => large.coming.map(({ id }) => ({ path: `${base}/events/${id}`, headers }))),
    ),
    member('calendar list', `${base}/events`, large.coming[0]!.title),
    member('calendar month', month, large.coming[0]!.title),
    member('people', `${base}/people`, 'Member 1'),
    member('learning', `${base}/learning`, 'class="rings"'),
    member('discussion', `${base}/discussion`, large.topics[0]!.title),
    member('topic', `${base}/discussion/${large.topics[0]!.id}`, large.topics[0]!.title),
    { name: 'RSVP', method: 'POST', status: 303, says: '', visitors: answers },
    { name: 'post', method: 'POST', status: 303, says: '', visitors: posts },
  ]
}

/** As `server/people/cookie.ts` reads it. */
function sign(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
}
