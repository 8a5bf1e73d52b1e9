/** Certificates of attendance: made when somebody wants one, checked by anybody at an address, void when attendance was not so. */
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, memberOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotAllowed, NotFound } from '../../errors.ts'
import { record, type Fact } from '../../facts.ts'
import { toCertificate } from '../../foundations/documents/certificate.ts'
import { flag, id } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { query, verb } from '../../verb.ts'
import { eventFor } from '../access.ts'
import { here } from './access.ts'
import { longDay } from './days.ts'

const own = 'Members who were marked as having been there, for themselves.'

export const issueCertificate = verb(
  'events.issue-certificate',
  {
    input: z.object({ id, says_name: flag }),
    does: 'Makes a certificate of your own attendance; `says_name` lets the address where it is checked say your name. Asked again it only changes that.',
    who: own,
  },
  async (ctx, input) => {
    const member = memberOf(ctx).id
    const event = await eventFor(ctx, input.id)
    if (event.state !== 'held') throw new Conflict('record.not-held')
    const there = await ctx.db
      .selectFrom('attendance')
      .select('minutes')
      .where('community_id', '=', here(ctx))
      .where('event_id', '=', event.id)
      .where('member_id', '=', member)
      .executeTakeFirst()
    if (!there) throw new NotAllowed('record.not-there')
    const { rows } = await sql<{ code: string; is_new: boolean }>`
      insert into certificate (community_id, id, event_id, member_id, code, name, says_name, minutes, at)
      values (${here(ctx)}, ${newId(ctx.now)}, ${event.id}, ${member}, ${newCode()}, ${personOf(ctx).name}, ${input.says_name},
              ${there.minutes || event.minutes}, ${ctx.now})
      on conflict (community_id, event_id, member_id) where revoked_at is null do update set says_name = excluded.says_name
      returning code, (xmax = 0) as is_new`.execute(ctx.db)
    const { code, is_new } = rows[0]!
    if (is_new) await record(ctx, 'certificate.issued', { subject: event.id })
    return { code, url: addressOf(ctx, code) }
  },
)

export const myCertificate = query(
  'events.my-certificate',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'Whether you can have a certificate of an event, and the one you have.',
    who: own,
  },
  async (ctx, input) => {
    const member = memberOf(ctx).id
    const event = await eventFor(ctx, input.id)
    const { rows } = await sql<{ there: boolean; code: string | null; says_name: boolean | null }>`
      select a.member_id is not null as there, c.code, c.says_name
        from (select 1) one
        left join attendance a on a.community_id = ${here(ctx)} and a.event_id = ${event.id} and a.member_id = ${member}
        left join certificate c on c.community_id = ${here(ctx)} and c.event_id = ${event.id} and c.member_id = ${member} and c.revoked_at is null`.execute(
      ctx.db,
    )
    const { there, code, says_name } = rows[0]!
    return {
      event: { id: event.id, title: event.title },
      certificate: code && there ? { code, says_name: says_name!, url: addressOf(ctx, code) } : null,
      may: { make: event.state === 'held' && there },
    }
  },
)

/** The paper, for its holder, in their language. Throws NotFound `record.certificate` where there is none in force. */
export async function certificateFile(ctx: Ctx, event: string): Promise<{ bytes: Uint8Array; filename: string }> {
  const { certificate } = await myCertificate(ctx, { id: event })
  if (!certificate) throw new NotFound('record.certificate')
  const row = (await certificateBy(ctx, certificate.code))!
  const w = words(ctx.locale)
  const issued = row.at.toZonedDateTimeISO(row.zone).toPlainDate().toString()
  const bytes = await toCertificate({
    locale: w.locale,
    dir: w.dir,
    title: w('record.certificate.title'),
    name: row.name,
    attended: w('record.certificate.attended'),
    event: row.title,
    of: w('record.certificate.of', { minutes: row.minutes, day: longDay(row.held_on, w.locale) }),
    community: row.community,
    check: w('record.certificate.check'),
    url: certificate.url,
    code: w('record.certificate.code', { code: certificate.code }),
    issued: w('record.certificate.issued', { day: longDay(issued, w.locale) }),
    date: issued,
  })
  return { bytes, filename: `${w('record.certificate.title')} ${row.held_on}.pdf` }
}

/** What the address behind a code says to anybody: never more than the holder agreed to. Throws NotFound `record.certificate`. */
export async function verifyCertificate(ctx: Ctx, typed: string) {
  const row = await certificateBy(ctx, readCode(typed))
  if (!row) throw new NotFound('record.certificate')
  const revoked = row.revoked_at !== null || !row.there
  return {
    code: row.code,
    valid: !revoked,
    revoked_at: row.revoked_at?.toString() ?? null,
    name: row.says_name && !revoked ? row.name : null,
    event: row.title,
    held_on: row.held_on,
    minutes: row.minutes,
    community: row.community,
  }
}

/** The reaction to `event.attendance-corrected`: a certificate of somebody who was not there is void. */
export async function revokeCertificates(ctx: Ctx, fact: Fact): Promise<void> {
  await sql`update certificate c set revoked_at = ${ctx.now}
    where c.community_id = ${communityOf(ctx).id} and c.event_id = ${fact.subjectId} and c.member_id = ${fact.memberId} and c.revoked_at is null
      and not exists (select from attendance a where a.community_id = c.community_id and a.event_id = c.event_id and a.member_id = c.member_id)`.execute(
    ctx.db,
  )
}

interface Row {
  code: string
  name: string
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

async function certificateBy(ctx: Ctx, code: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select c.code, c.name, c.says_name, c.minutes, c.at, c.revoked_at, e.title, e.wall_start::date as held_on, co.name as community, co.zone,
           exists (select from attendance a where a.community_id = c.community_id and a.event_id = c.event_id and a.member_id = c.member_id) as there
      from certificate c
      join event e on e.community_id = c.community_id and e.id = c.event_id
      join community co on co.id = c.community_id
     where c.code = ${code}`.execute(ctx.db)
  return rows[0]
}

/** Letters and figures that are not mistaken for one another when read aloud (Crockford's base 32): 80 bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function newCode(): string {
  const signs = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]!).join('')
  return signs.match(/.{4}/g)!.join('-')
}

/** As somebody types it from paper: small letters, no hyphens, O for nought. */
function readCode(typed: string): string {
  const signs = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .slice(0, 16)
  return signs.match(/.{1,4}/g)?.join('-') ?? ''
}

const addressOf = (ctx: Ctx, code: string) => `${ctx.site.url}/verify/${code}`
