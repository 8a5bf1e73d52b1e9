/** Certificates of attendance: made when somebody wants one, checked by anybody at an address, void when attendance was not so. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, memberOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotAllowed, NotFound } from '../../errors.ts'
import { record, type Fact } from '../../facts.ts'
import { flag, id } from '../../foundations/input.ts'
import { query, verb } from '../../verb.ts'
import { eventFor } from '../access.ts'
import { here } from './access.ts'
import { addressOf, certificateBy, paper, readCode, writeCertificate } from './certificate-paper.ts'

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
    const holder = { member_id: member, guest_id: null, name: personOf(ctx).name }
    const { code, isNew } = await writeCertificate(ctx, event, { ...holder, ...there, says_name: input.says_name })
    if (isNew) await record(ctx, 'certificate.issued', { subject: event.id })
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
  return paper(ctx, certificate.code)
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
  const { guest = null } = fact.payload as { guest?: string }
  await sql`update certificate c set revoked_at = ${ctx.now}
    where c.community_id = ${communityOf(ctx).id} and c.event_id = ${fact.subjectId} and c.revoked_at is null
      and (c.member_id = ${fact.memberId} or c.guest_id = ${guest}::uuid)
      and not exists (select from attendance a where a.community_id = c.community_id and a.event_id = c.event_id and a.member_id = c.member_id)
      and not exists (select from guest_attendance a where a.community_id = c.community_id and a.event_id = c.event_id and a.guest_id = c.guest_id)`.execute(
    ctx.db,
  )
}
