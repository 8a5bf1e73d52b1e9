/** Takes mail in: a mail is acknowledged to whoever brings it only after its row, and the job that reads it, are committed. */
import type { Kysely } from 'kysely'
import type { DB } from '../../database.gen.ts'
import { newId } from '../id.ts'
import { addJob } from '../jobs.ts'
import { idOf } from './message.ts'

/** 10 MB: more than any answer needs, less than hurts a database. */
export const largest = 10 * 1024 * 1024

export interface Brought {
  raw: Buffer
  /** Addresses that it was brought to. */
  recipients: readonly string[]
  /** Where a mail server would return it to; empty for what must not be returned. */
  envelopeFrom: string
}

/**
 * Stores a mail, once for each address that it was brought to. Brought again (an acknowledgement was lost, two processes
 * read one mailbox) it is still one. Returns the ids of what is new.
 */
export async function storeMail(
  db: Kysely<DB>,
  { raw, recipients, envelopeFrom }: Brought,
  now: Temporal.Instant,
): Promise<string[]> {
  const messageId = idOf(headerOf(raw, 'message-id'), raw)
  const rows = [...new Set(recipients.map((address) => clean(address).toLowerCase()))].map((recipient) => ({
    id: newId(now),
    recipient,
    message_id: messageId,
    envelope_from: clean(envelopeFrom).toLowerCase(),
    raw,
    received_at: now,
  }))
  if (rows.length === 0) return []
  return db.transaction().execute(async (db) => {
    const stored = await db
      .insertInto('received_mail')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['recipient', 'message_id']).doNothing())
      .returning('id')
      .execute()
    for (const { id } of stored) await addJob({ db }, 'take-mail', { id }, { key: `take-mail:${id}` })
    return stored.map(({ id }) => id)
  })
}

/** One header of a mail, unfolded; from its first 256 kB, without reading the rest. */
export function headerOf(raw: Buffer, name: string): string | undefined {
  return headersOf(raw, name)[0]
}

export function headersOf(raw: Buffer, name: string): string[] {
  const head = raw
    .subarray(0, 256 * 1024)
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1)[0]!
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .filter((line) => line.toLowerCase().startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).trim())
}

function clean(text: string): string {
  return text.replaceAll('\0', '').slice(0, 320)
}
