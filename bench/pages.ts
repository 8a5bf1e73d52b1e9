/** The pages and the write that are measured. */
import { createHmac } from 'node:crypto'
import type { Large } from './large.ts'

export interface Target {
  name: string
  method: 'GET' | 'POST'
  /** Requests that take turns. */
  requests: { path: string; headers?: Record<string, string>; body?: string }[]
}

/** What is asked for, by whom. `secret` signs the sessions' cookies. */
export function targets(large: Large, secret: string, origin: string): Target[] {
  const cookies = large.tokens.slice(0, 200).map((token) => `copse.session_token=${encodeURIComponent(signed(token, secret))}`)
  const signedIn = (path: string) => cookies.map((cookie) => ({ path, headers: { cookie } }))
  const base = `/${large.slug}`
  const rsvp = large.tokens.flatMap((token, i) => ({
    path: `${base}/events/${large.event}?/rsvp`,
    headers: { cookie: `copse.session_token=${encodeURIComponent(signed(token, secret))}`, origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: `answer=${i % 2 ? 'no' : 'yes'}`,
  }))
  return [
    { name: 'front door, a visitor', method: 'GET', requests: [{ path: base }] },
    { name: 'event page, a visitor', method: 'GET', requests: [{ path: `${base}/events/${large.event}` }] },
    { name: 'calendar list, a visitor', method: 'GET', requests: [{ path: `${base}/events` }] },
    { name: 'Home, a member', method: 'GET', requests: signedIn(`${base}/home`) },
    { name: 'event page, a member', method: 'GET', requests: signedIn(`${base}/events/${large.event}`) },
    { name: 'calendar list, a member', method: 'GET', requests: signedIn(`${base}/events`) },
    { name: 'calendar month, a member', method: 'GET', requests: signedIn(`${base}/events?month=${new Date().toISOString().slice(0, 7)}`) },
    { name: 'people, a member', method: 'GET', requests: signedIn(`${base}/people`) },
    { name: 'learning, a member', method: 'GET', requests: signedIn(`${base}/learning`) },
    { name: 'RSVP, 2,000 members', method: 'POST', requests: rsvp },
  ]
}

function signed(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
}
