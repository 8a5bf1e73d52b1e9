/** The certificate of a guest who was there, from their own page. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { Conflict, NotAllowed, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { flag } from '../../foundations/input.ts'
import { query, verb } from '../../verb.ts'
import { byTheirLink, guestBehind, guestToChange, theirToken } from '../registration/index.ts'
import { addressOf, paper, writeCertificate } from './certificate-paper.ts'

export const guestCertificate = query(
  'events.guest-certificate',
  {
    input: z.object({ token: theirToken }),
    does: 'Whether a guest can have a certificate of the event that they came to, and the one they have.',
    who: byTheirLink,
  },
  async (ctx, { token }) => {
    const { guest, event } = await guestBehind(ctx, token)
    const { there, code, says_name } = await standingOf(ctx, guest)
    return {
      certificate: code && there ? { code, says_name: says_name!, url: addressOf(ctx, code) } : null,
      may: { make: event.state === 'held' && there },
    }
  },
)

export const issueGuestCertificate = verb(
  'events.issue-guest-certificate',
  {
    input: z.object({ token: theirToken, says_name: flag }),
    does: 'Makes a certificate of a guest’s attendance; `says_name` lets the address where it is checked say their name. Asked again it only changes that.',
    who: `${byTheirLink} The guest was marked as having been there.`,
  },
  async (ctx, { token, says_name }) => {
    const { guest, event } = await guestToChange(ctx, token)
    if (event.state !== 'held') throw new Conflict('record.not-held')
    const { there, minutes } = await standingOf(ctx, guest)
    if (!there) throw new NotAllowed('record.not-there')
    const holder = { member_id: null, guest_id: guest.id, name: guest.name! }
    const { code, isNew } = await writeCertificate(ctx, event, { ...holder, minutes, says_name })
    if (isNew)
      await record(ctx, 'certificate.issued', { member: null, subject: event.id, payload: { guest: guest.id } })
    return { code, url: addressOf(ctx, code) }
  },
)

/** The paper, for a guest. Throws NotFound `record.certificate` where there is none in force. */
export async function guestCertificateFile(ctx: Ctx, token: string): Promise<{ bytes: Uint8Array; filename: string }> {
  const { certificate } = await guestCertificate.run(ctx, { token })
  if (!certificate) throw new NotFound('record.certificate')
  return paper(ctx, certificate.code)
}

interface Standing {
  there: boolean
  minutes: number | null
  code: string | null
  says_name: boolean | null
}

async function standingOf(ctx: Ctx, guest: { community_id: string; event_id: string; id: string }): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select a.guest_id is not null as there, a.minutes, c.code, c.says_name
      from guest g
      left join guest_attendance a on a.community_id = g.community_id and a.event_id = g.event_id and a.guest_id = g.id
      left join certificate c on c.community_id = g.community_id and c.event_id = g.event_id and c.guest_id = g.id and c.revoked_at is null
     where g.community_id = ${guest.community_id} and g.event_id = ${guest.event_id} and g.id = ${guest.id}`.execute(
    ctx.db,
  )
  return rows[0]!
}
