/** A mail server of our own, for the mail server of the house to bring mail to: SMTP (RFC 5321) or LMTP (RFC 2033). */
import type { AddressInfo } from 'node:net'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { Refusal } from '../refusal.ts'
import { meaningOf } from './address.ts'
import type { MailIn, Listening } from './settings.ts'
import { largest, type Brought } from './store.ts'

export interface Receiver {
  /** The port that it listens on; `null` where it fetches. */
  port: number | null
  /** Takes nothing new and finishes what is under way. */
  close(): Promise<void>
}

export interface Receiving {
  secret: string
  /** Keeps a mail; only then it is acknowledged. */
  store(mail: Brought): Promise<unknown>
  /** Tells the administrator. */
  complain(sentence: string): void
}

/**
 * Starts to listen. Only addresses that we gave out are taken, so there is nothing to return to anybody. Throws Refusal
 * where the port cannot be had.
 */
export async function listenForMail(at: MailIn & Listening, { secret, store, complain }: Receiving): Promise<Receiver> {
  const { SMTPServer } = await import('smtp-server')
  const lmtp = at.way === 'lmtp'
  const server = new SMTPServer({
    lmtp,
    name: at.domain,
    size: largest,
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 10_000,
    // Names of those who connect are looked up for nobody.
    disableReverseLookup: true,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _, done) {
      done(meaningOf(at, secret, address) ? null : answer(550, '5.1.1 There is no such address here'))
    },
    onData(stream, session, done) {
      take(stream, session, store).then(
        () => done(null, lmtp ? session.envelope.rcptTo.map(() => '2.0.0 Kept') : '2.0.0 Kept'),
        (error: Error & { responseCode?: number }) => {
          if (!error.responseCode)
            complain(`A mail could not be stored, and its sender was asked to try again: ${error.message}`)
          done(error.responseCode ? error : answer(451, '4.3.0 Try again later'))
        },
      )
    },
  })
  server.on('error', () => {
    // Of one connection that broke: whoever brought the mail sees that it was not acknowledged.
  })
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) =>
      reject(new Refusal(`Mail cannot be received on ${at.host}, port ${at.port} (${error.code}): see MAIL_IN_URL.`))
    server.server.once('error', fail)
    server.listen(at.port, at.host, () => {
      server.server.off('error', fail)
      resolve()
    })
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  store: Receiving['store'],
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    // The rest is let through and dropped: a connection that is cut would only be tried again.
    if (stream.sizeExceeded) chunks.length = 0
    else chunks.push(chunk)
  }
  if (stream.sizeExceeded) throw answer(552, `5.3.4 A mail may have ${largest / 1024 / 1024} MB`)
  const { mailFrom, rcptTo } = session.envelope
  await store({
    raw: Buffer.concat(chunks),
    recipients: rcptTo.map(({ address }) => address),
    envelopeFrom: mailFrom ? mailFrom.address : '',
  })
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
