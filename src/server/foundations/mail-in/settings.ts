/** `MAIL_IN_URL` and `MAIL_IN_DOMAIN`, understood. */
import type { MailDomain } from './address.ts'

export type MailIn = MailDomain & (Listening | Fetching)

/** Mail is brought to us on a port of our own. */
export interface Listening {
  way: 'smtp' | 'lmtp'
  host: string
  port: number
}

/** Mail is fetched from a mailbox. */
export interface Fetching {
  way: 'imap'
  host: string
  port: number
  secure: boolean
  user: string
  password: string
  folder: string
}

const ports: Record<string, number> = { 'smtp:': 2525, 'lmtp:': 2424, 'imap:': 143, 'imaps:': 993 }

/** What the address says, or `null` for one that cannot be used. */
export function readMailInUrl(text: string): Listening | Fetching | null {
  const url = URL.parse(text)
  if (!url || !(url.protocol in ports) || url.hostname === '') return null
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port === '' ? ports[url.protocol]! : Number(url.port)
  if (url.protocol === 'smtp:' || url.protocol === 'lmtp:') {
    if (url.username || url.pathname.length > 1) return null
    return { way: url.protocol === 'smtp:' ? 'smtp' : 'lmtp', host, port }
  }
  if (!url.username || !url.password) return null
  const [user, password, folder] = [url.username, url.password, url.pathname.slice(1)].map(decodeURIComponent) as [
    string,
    string,
    string,
  ]
  return { way: 'imap', host, port, secure: url.protocol === 'imaps:', user, password, folder: folder || 'INBOX' }
}

/** `in.example.org` or `copse@example.org`. */
export function readMailDomain(text: string): MailDomain | null {
  const [, mailbox, domain] = /^(?:([\w.-]{1,20})@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/i.exec(text.trim()) ?? []
  return domain ? { domain: domain.toLowerCase(), mailbox } : null
}
