/** Mail from a mailbox by IMAP (RFC 9051), every minute. What was stored is marked as read there, and left. */
import { setTimeout as sleep } from 'node:timers/promises'
import { meaningOf } from './address.ts'
import type { Receiver, Receiving } from './listen.ts'
import type { Fetching, MailIn } from './settings.ts'
import { headersOf, largest } from './store.ts'

const everyMs = 60_000
/** After a failure it waits longer each time, up to this. */
const longestMs = 30 * 60_000

/** Looks into the mailbox again and again until it is closed. Never throws: what goes wrong is told and tried again. */
export function fetchMail(at: MailIn & Fetching, receiving: Receiving): Receiver {
  const stopped = new AbortController()
  const looking = look()
  return {
    port: null,
    async close() {
      stopped.abort()
      await looking
    },
  }

  async function look(): Promise<void> {
    let wait = everyMs
    while (!stopped.signal.aborted) {
      try {
        await fetchOnce(at, receiving, stopped.signal)
        wait = everyMs
      } catch (error) {
        receiving.complain(`The mailbox at ${at.host} could not be read: ${sayOf(error)}`)
        wait = Math.min(wait * 2, longestMs)
      }
      await sleep(wait, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }
}

/** Stores everything unread in the mailbox; returns how many mails. Throws where the mailbox cannot be reached. */
export async function fetchOnce(at: MailIn & Fetching, receiving: Receiving, signal?: AbortSignal): Promise<number> {
  const client = await open(at)
  try {
    const lock = await client.getMailboxLock(at.folder)
    try {
      const unread = (await client.search({ seen: false }, { uid: true })) || []
      let taken = 0
      for (const uid of unread) {
        if (signal?.aborted) break
        const found = await client.fetchOne(String(uid), { uid: true, size: true }, { uid: true })
        if (!found) continue
        if ((found.size ?? 0) > largest) {
          receiving.complain(
            `A mail in the mailbox at ${at.host} is larger than ${largest / 1024 / 1024} MB and is left there.`,
          )
        } else {
          const whole = await client.fetchOne(String(uid), { source: true }, { uid: true })
          if (!whole || !whole.source) continue
          await receiving.store(broughtBy(at, receiving.secret, Buffer.from(whole.source)))
          taken++
        }
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
      }
      return taken
    } finally {
      lock.release()
    }
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/** Tries the sign-in and the folder. Throws an Error that says why not. */
export async function tryMailbox(at: MailIn & Fetching): Promise<void> {
  try {
    const client = await open(at)
    await client.mailboxOpen(at.folder).finally(() => client.logout().catch(() => client.close()))
  } catch (error) {
    throw new Error(sayOf(error), { cause: error })
  }
}

async function open({ host, port, secure, user, password }: Fetching) {
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    socketTimeout: 120_000,
  })
  // A connection that breaks makes the command fail that is under way; without a listener the process would end.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** In a mailbox the envelope is gone: to whom it was brought stands in headers, ours among others. */
export function broughtBy(at: MailIn & Fetching, secret: string, raw: Buffer) {
  const named = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc']
    .flatMap((name) => headersOf(raw, name))
    .flatMap((value) => value.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? [])
  const ours = named.filter((address) => meaningOf(at, secret, address))
  return {
    raw,
    // One that is at no address of ours is kept, too: somebody should see it.
    recipients: ours.length > 0 ? ours : [named[0] ?? at.user],
    envelopeFrom: /<([^>]*)>/.exec(headersOf(raw, 'return-path')[0] ?? '')?.[1] ?? '',
  }
}

function sayOf(error: unknown): string {
  const { responseText, message } = error as Error & { responseText?: string }
  return responseText ?? message
}
