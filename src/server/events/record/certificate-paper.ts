/** A certificate as it is kept and set on paper, whoever holds it. */
import { date } from '#i18n/format/dates.ts'
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { words } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import { toCertificate } from '../../foundations/documents/certificate.ts'
import { newId } from '../../foundations/id.ts'
import type { EventRow } from '../access.ts'
import { here } from './access.ts'

interface Holder {
  /** One of the two. */
  member_id: string | null
  guest_id: string | null
  /** As it stands on the paper. */
  name: string
  says_name: boolean
  /** For how long they were there, where that is known. */
  minutes: number | null
}

/** Writes the certificate of somebody who was there, or, where they have one, whether its address says their name. */
export async function writeCertificate(
  ctx: Ctx,
  event: Pick<EventRow, 'id' | 'minutes'>,
  { member_id, guest_id, name, says_name, minutes }: Holder,
): Promise<{ code: string; isNew: boolean }> {
  const { rows } = await sql<{ code: string; is_new: boolean }>`
    insert into certificate (community_id, id, event_id, member_id, guest_id, code, name, says_name, minutes, at)
    values (${here(ctx)}, ${newId(ctx.now)}, ${event.id}, ${member_id}, ${guest_id}, ${newCode()}, ${name}, ${says_name},
            ${minutes || event.minutes}, ${ctx.now})
    on conflict (community_id, event_id, member_id, guest_id) where revoked_at is null do update set says_name = excluded.says_name
    returning code, (xmax = 0) as is_new`.execute(ctx.db)
  const { code, is_new } = rows[0]!
  return { code, isNew: is_new }
}

interface Row {
  code: string
  name: string | null
  says_name: boolean
  minutes: number
  at: Temporal.Instant
  revoked_at: Temporal.Instant | null
  /** Whether attendance still says so. */
  there: boolean
  title: string
  held_on: string
  community: string
  zone: string
}

export async function certificateBy(ctx: Ctx, code: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select c.code, c.name, c.says_name, c.minutes, c.at, c.revoked_at, e.title, e.wall_start::date as held_on, co.name as community, co.zone,
           exists (select from attendance a where a.community_id = c.community_id and a.event_id = c.event_id and a.member_id = c.member_id)
           or exists (select from guest_attendance a where a.community_id = c.community_id and a.event_id = c.event_id and a.guest_id = c.guest_id) as there
      from certificate c
      join event e on e.community_id = c.community_id and e.id = c.event_id
      join community co on co.id = c.community_id
     where c.code = ${code}`.execute(ctx.db)
  return rows[0]
}

/** The certificate of that code, which is there, as one page of PDF in the reader's language. */
export async function paper(ctx: Ctx, code: string): Promise<{ bytes: Uint8Array; filename: string }> {
  const row = (await certificateBy(ctx, code))!
  const w = words(ctx.locale)
  const issued = row.at.toZonedDateTimeISO(row.zone).toPlainDate().toString()
  const bytes = await toCertificate({
    locale: w.locale,
    dir: w.dir,
    title: w('record.certificate.title'),
    name: row.name!,
    attended: w('record.certificate.attended'),
    event: row.title,
    of: w('record.certificate.of', { minutes: row.minutes, day: date(row.held_on, w.locale) }),
    community: row.community,
    check: w('record.certificate.check'),
    url: addressOf(ctx, code),
    code: w('record.certificate.code', { code }),
    issued: w('record.certificate.issued', { day: date(issued, w.locale) }),
    date: issued,
  })
  return { bytes, filename: `${w('record.certificate.title')} ${row.held_on}.pdf` }
}

/** Letters and figures that are not mistaken for one another when read aloud (Crockford's base 32): 80 bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function newCode(): string {
  const signs = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]!).join('')
  return signs.match(/.{4}/g)!.join('-')
}

/** A code as somebody types it from paper: small letters, no hyphens, O for nought. */
export function readCode(typed: string): string {
  const signs = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .slice(0, 16)
  return signs.match(/.{1,4}/g)?.join('-') ?? ''
}

/** Where anybody checks it. */
export const addressOf = (ctx: Ctx, code: string) => `${ctx.site.url}/verify/${code}`
