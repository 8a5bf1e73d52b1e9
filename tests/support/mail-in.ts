/** The receiver of mail with a room behind it, for the tests of what comes in. */
import { createTransport } from 'nodemailer'
import { onTestFinished } from 'vitest'
import type { Ctx } from '#server/ctx.ts'
import { addressFor } from '#server/foundations/mail-in/address.ts'
import { listenForMail, type Receiving } from '#server/foundations/mail-in/listen.ts'
import type { Listening, MailIn } from '#server/foundations/mail-in/settings.ts'
import type { Brought } from '#server/foundations/mail-in/store.ts'
import type { Purposes } from '#server/foundations/mail-in/take.ts'

/** Where the receiver of the tests listens, and an address of its own. */
export const at: MailIn & Listening = { domain: 'in.example.org', way: 'smtp', host: '127.0.0.1', port: 0 }
export const secret = 'a secret of the tests only'
export const id = '019c5a3e-7c00-7000-8000-00000000abcd'
export const address = addressFor(at, secret, { purpose: 'rsvp', id })

/** A receiver that keeps what it is brought. */
export interface Door {
  port: number
  kept: Brought[]
}

export async function door(options: Partial<MailIn & Listening> = {}, store?: Receiving['store']): Promise<Door> {
  const kept: Brought[] = []
  const receiver = await listenForMail(
    { ...at, ...options },
    { secret, store: store ?? (async (mail) => void kept.push(mail)), complain: () => {} },
  )
  onTestFinished(() => receiver.close())
  return { port: receiver.port!, kept }
}

/** Sends a mail to it as a mail server would. */
export const send = (port: number, to: string, text = 'Yes', options = {}) => {
  const post = createTransport({ host: '127.0.0.1', port, ...options })
  return post.sendMail({ from: 'amina@example.org', to, subject: 'Réponse', text }).finally(() => post.close())
}

/** A mail of Amina's as it comes, with these headers. */
export const mailOf = (headers: string, body = 'Yes') =>
  Buffer.from(`From: Amina <amina@example.org>\r\n${headers}\r\n\r\n${body}\r\n`)
/** What was let in, and what became of it. */
export const taken = (ctx: Ctx) => ctx.db.selectFrom('received_mail').selectAll().orderBy('id').execute()

/** What a room would register: it keeps the words of everything that it takes. */
export function room(take: Purposes[string]['take'] = async () => ({ state: 'done' })) {
  const heard: string[] = []
  const purposes: Purposes = {
    rsvp: {
      take: async (ctx, message, id) => {
        heard.push(message.text.trim())
        return take(ctx, message, id)
      },
      refuse: async (_, __, ___, problem) => ({ state: 'refused', reason: problem.code, params: problem.params }),
    },
  }
  return { heard, purposes }
}
