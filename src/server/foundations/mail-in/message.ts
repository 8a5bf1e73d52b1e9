/** A mail as its bytes say it: who, about what, and what a calendar has to say in it. */
import { createHash } from 'node:crypto'
import type { Address, Attachment, Email } from 'postal-mime'
import { storable } from '../storable.ts'
import { textOfHtml } from '../text/html.ts'

export interface Message {
  messageId: string
  /** Addresses in small letters. */
  from: string | null
  replyTo: string[]
  to: string[]
  subject: string
  /** The plain body, or what the HTML body says without its marks. */
  text: string
  /** Calendar parts, decoded: bodies and attachments. */
  calendars: string[]
  /** What a mail server says about a mail of ours that it could not deliver (RFC 3464), and the mail that it gives back. */
  report: { status: string; returned: string } | null
  /** Written by a machine: nothing is ever answered to it (RFC 3834). */
  automatic: boolean
  /** By its own Date header; `null` where that says nothing. */
  date: Temporal.Instant | null
}

/** Headers of one mail are read until here; a mail that has more of them is nobody's letter. */
const limits = { maxHeadersSize: 256 * 1024, maxNestingDepth: 40, forceRfc822Attachments: true } as const

/** Reads a mail. Throws where the bytes are no mail at all. */
export async function readMessage(raw: Uint8Array): Promise<Message> {
  // Loaded with the first mail that comes.
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(raw, limits)
  return storable({
    messageId: idOf(mail.messageId, raw),
    from: addressesOf(mail.from ? [mail.from] : [])[0] ?? null,
    replyTo: addressesOf(mail.replyTo ?? []),
    to: addressesOf([...(mail.to ?? []), ...(mail.cc ?? [])]),
    subject: mail.subject ?? '',
    text: mail.text ?? textOfHtml(mail.html ?? ''),
    calendars: [...new Set(mail.attachments.filter(isCalendar).map(textOf))],
    report: reportOf(mail.attachments),
    automatic: isAutomatic(mail),
    date: momentOf(mail.date),
  }) as Message
}

/** The Message-ID, or a fingerprint of the bytes: what makes the same mail, brought twice, one. */
export function idOf(messageId: string | undefined, raw: Uint8Array): string {
  const id = messageId?.trim().slice(0, 500).replaceAll('\0', '')
  return id ? id : `sha256:${createHash('sha256').update(raw).digest('hex')}`
}

function addressesOf(given: readonly Address[]): string[] {
  return given
    .flatMap((one) => one.group ?? [one])
    .flatMap(({ address }) => (address ? [address.trim().toLowerCase()] : []))
}

function isCalendar({ mimeType, filename }: Attachment): boolean {
  return mimeType === 'text/calendar' || mimeType === 'application/ics' || /\.ics$/i.test(filename ?? '')
}

function textOf({ content }: Attachment): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

function reportOf(parts: readonly Attachment[]): Message['report'] {
  const status = parts.find(({ mimeType }) => mimeType === 'message/delivery-status')
  if (!status) return null
  const returned = parts.find(({ mimeType }) => mimeType === 'message/rfc822' || mimeType === 'text/rfc822-headers')
  return { status: textOf(status), returned: returned ? textOf(returned) : '' }
}

/** Auto-Submitted (RFC 3834), Precedence as lists and older programs write it, an empty way back. */
function isAutomatic(mail: Email): boolean {
  const header = (name: string) =>
    mail.headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase() ?? ''
  const submitted = header('auto-submitted')
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    ['bulk', 'junk', 'list', 'auto_reply'].includes(header('precedence')) ||
    header('list-id') !== '' ||
    header('x-autoreply') !== '' ||
    header('return-path') === '<>'
  )
}

function momentOf(date: string | undefined): Temporal.Instant | null {
  try {
    return date ? Temporal.Instant.from(date) : null
  } catch {
    return null
  }
}
