/** The job that takes a letter to the post. */
import type { Transporter } from 'nodemailer'
import type { Kysely } from 'kysely'
import type { DB } from '../../database.gen.ts'
import type { Attachment } from './index.ts'

/** A way to send, from `SMTP_URL`; connections are pooled. Its library is loaded for the first letter. */
export async function openPost(smtpUrl: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport(smtpUrl, { pool: true } as object)
}

/**
 * Sends one letter if it still waits. Safe to repeat. A failure is written beside the letter and thrown on, so that the
 * job is tried again.
 */
export async function sendMail(
  db: Kysely<DB>,
  post: Transporter,
  from: string,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  const mail = await db
    .selectFrom('mail')
    .selectAll()
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'failed'])
    .executeTakeFirst()
  if (!mail) return
  try {
    await post.sendMail({
      from,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@${from.split('@').pop()!.replace(/>.*/, '')}>`,
      headers: mail.headers as Record<string, string>,
      attachments: mail.attachments as unknown as Attachment[],
    })
  } catch (error) {
    await db
      .updateTable('mail')
      .set({ state: 'failed', error: String(error) })
      .where('id', '=', id)
      .execute()
    throw error
  }
  await db.updateTable('mail').set({ state: 'sent', sent_at: now, error: null }).where('id', '=', id).execute()
}
