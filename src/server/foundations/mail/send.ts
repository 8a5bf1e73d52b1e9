/** The job that takes a letter to the post. */
import type { Transporter } from 'nodemailer'
import type { Ctx } from '../../ctx.ts'
import { addressFor } from '../mail-in/address.ts'
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
export async function sendMail({ db, site, now }: Ctx, post: Transporter, id: string): Promise<void> {
  const mail = await db
    .selectFrom('mail')
    .selectAll()
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'failed'])
    .executeTakeFirst()
  if (!mail) return
  if (mail.useful_until && Temporal.Instant.compare(mail.useful_until, now) <= 0) {
    await db.updateTable('mail').set({ state: 'kept' }).where('id', '=', id).execute()
    return
  }
  const from = site.mailFrom!
  const { calendar, attachments } = apart(mail.attachments as unknown as Attachment[])
  try {
    await post.sendMail({
      from,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@${from.split('@').pop()!.replace(/>.*/, '')}>`,
      headers: mail.headers as Record<string, string>,
      attachments,
      ...(calendar ? { icalEvent: calendar } : {}),
      // What cannot be delivered comes back to an address that says which letter it was.
      ...(site.mailIn
        ? { envelope: { from: addressFor(site.mailIn, site.secret, { purpose: 'bounce', id }), to: mail.to_address } }
        : {}),
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

/**
 * A calendar message stands beside text and HTML as a third way to read the mail, and once more as a file: Gmail and Apple
 * Mail look for the one, Outlook for either (RFC 6047, 2.4 and 3).
 */
function apart(all: readonly Attachment[]) {
  const method = ({ contentType }: Attachment) => /^text\/calendar\b.*;\s*method=(\w+)/i.exec(contentType)?.[1]
  const calendar = all.find(method)
  return {
    calendar: calendar && { method: method(calendar)!, filename: calendar.filename, content: calendar.content },
    attachments: all.filter((each) => each !== calendar),
  }
}
