/** How a guest stops the mail that they did not wait for: reminders, and what an event left. Word of changes comes all the same. */
import { sql } from 'kysely'
import { transaction, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { idOfToken, tokenOf } from '../../foundations/token.ts'

const purpose = 'stop guest'

interface ToStop {
  community_id: string
  email: string
  community: string
  slug: string
  stopped: boolean
}

/** The address in a guest's mail at which it is stopped: by one press of a mail program (RFC 8058), or on a page. */
export function guestStopUrl(ctx: Ctx, guest: string): string {
  return `${ctx.site.url}/in/stop/guest/${tokenOf(ctx.site.secret, purpose, guest)}`
}

/** What the page behind that address shows. Throws NotFound `invitations.stop` for one that is not in force. */
export async function guestToStop(ctx: Ctx, token: string) {
  const { community, slug, stopped } = await toStop(ctx, token)
  return { community, slug, stopped }
}

/** Stops it at all events of the community to which the address comes, or lets it come again. Safe to repeat. */
export async function stopGuestMail(ctx: Ctx, token: string, wanted: boolean): Promise<void> {
  const { community_id, email } = await toStop(ctx, token)
  await transaction(ctx, ({ db, now }) =>
    sql`update guest set mail_stopped_at = ${wanted ? null : now}
      where community_id = ${community_id} and lower(email) = lower(${email}) and (mail_stopped_at is null) <> ${wanted}`.execute(
      db,
    ),
  )
}

async function toStop(ctx: Ctx, token: string): Promise<ToStop> {
  const guest = idOfToken(ctx.site.secret, purpose, token)
  const { rows } = await sql<ToStop>`
    select g.community_id, g.email, c.name as community, c.slug, g.mail_stopped_at is not null as stopped
      from guest g join community c on c.id = g.community_id
     where g.id = ${guest}::uuid and g.erased_at is null`.execute(ctx.db)
  if (!rows[0]) throw new NotFound('invitations.stop')
  return rows[0]
}
