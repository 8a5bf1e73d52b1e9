/** What persons decided about names in reports, for the next report of the community. */
import { createHmac } from 'node:crypto'
import { communityOf, type Ctx } from '../../ctx.ts'
import { fold } from './headings.ts'
import type { Attendee } from './people.ts'

/** A member's id; `null`: nobody of this community. */
export type Decision = string | null

/** What is known of these attendees: by their address, or by the name of whoever has none. */
export async function decisionsFor(
  ctx: Ctx,
  attendees: readonly Attendee[],
): Promise<(attendee: Attendee) => Decision | undefined> {
  const rows = await ctx.db
    .selectFrom('attendance_decision')
    .select(['known_as', 'member_id'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('known_as', '=', (eb) => eb.fn.any(eb.val(attendees.map((attendee) => knownAs(ctx, attendee)))))
    .execute()
  const decided = new Map(rows.map(({ known_as, member_id }) => [known_as, member_id]))
  return (attendee) => decided.get(knownAs(ctx, attendee))
}

/** Keeps what was decided; a later decision about the same name takes the place of an earlier one. */
export async function remember(ctx: Ctx, decided: readonly (readonly [Attendee, Decision])[]): Promise<void> {
  const rows = new Map(
    decided.map(([attendee, member_id]) => {
      const known_as = knownAs(ctx, attendee)
      return [known_as, { community_id: communityOf(ctx).id, known_as, member_id, at: ctx.now }]
    }),
  )
  if (rows.size === 0) return
  await ctx.db
    .insertInto('attendance_decision')
    .values([...rows.values()])
    .onConflict((conflict) =>
      conflict.columns(['community_id', 'known_as']).doUpdateSet((eb) => ({
        member_id: eb.ref('excluded.member_id'),
        at: eb.ref('excluded.at'),
      })),
    )
    .execute()
}

/** A stranger's name is nothing that a community may keep: only this is, and it tells nobody anything. */
function knownAs(ctx: Ctx, { name, email }: Attendee): string {
  const known = email ? `address:${email}` : `name:${fold(name) || name}`
  return createHmac('sha256', ctx.site.secret)
    .update(`attendance:${communityOf(ctx).id}:${known}`)
    .digest('base64url')
}
