/** Mail of ours that came back: what a mail server says of it (RFC 3464) is noted on it. */
import type { Kysely } from 'kysely'
import type { DB } from '../../database.gen.ts'
import type { Message } from './message.ts'

/** What happened to the mail: given up, or only late. */
export interface Bounce {
  /** `5.1.1` */
  status: string
  action: string
  diagnostic: string
  /** Id of the mail of ours, where the report gives it back. */
  mail: string | null
}

/** Reads the report; `null` where the mail is none. */
export function bounceOf({ report }: Pick<Message, 'report'>): Bounce | null {
  if (!report) return null
  const unfolded = report.status.replace(/\r?\n[ \t]+/g, ' ')
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? ''
  return {
    status: field('Status').split(/\s/)[0] ?? '',
    action: field('Action').toLowerCase(),
    diagnostic: field('Diagnostic-Code')
      .replace(/^\w+;\s*/, '')
      .slice(0, 500),
    mail: ownId(report.returned),
  }
}

/** Notes on the mail that it came back; a delay is no bounce. Returns whose it is, or `undefined` where it is none of ours. */
export async function noteBounce(db: Kysely<DB>, bounce: Bounce, id: string, now: Temporal.Instant) {
  const says = [bounce.status, bounce.diagnostic].filter(Boolean).join(' ') || bounce.action
  if (bounce.action === 'failed')
    await db.updateTable('mail').set({ bounced_at: now, bounce: says }).where('id', '=', id).execute()
  return db.selectFrom('mail').select(['community_id', 'person_id']).where('id', '=', id).executeTakeFirst()
}

/** The id in a Message-ID as we write them: `<019c….@example.org>`. */
export function ownId(text: string): string | null {
  return /message-id:\s*<([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})@/i.exec(text)?.[1] ?? null
}
