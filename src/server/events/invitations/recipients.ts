/** Who is written to about an event: members and guests, as they stand to it, each with the row that their answers come back to. */
import { sql, type RawBuilder } from 'kysely'
import { takesPart } from '../../communities/index.ts'
import type { Ctx } from '../../ctx.ts'
import { newId } from '../../foundations/id.ts'
import type { EventRow } from '../access.ts'

export interface Recipient {
  /** Of a member; `null` of a guest, as is `person_id`. */
  member_id: string | null
  person_id: string | null
  guest_id: string | null
  name: string
  email: string
  locale: string
  /** IANA zone of their clock. */
  zone: string
  /** What they said; `null` as long as they have not. */
  answer: string | null
}

/**
 * Members who take part and may come to the event, of whom the condition on `m`, `p`, `r` (their answer) and `i` (their
 * invitation) holds.
 */
export async function recipientsOf(ctx: Ctx, event: EventRow, which: RawBuilder<unknown>): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select m.id as member_id, p.id as person_id, null as guest_id, p.name, p.email, p.locale, p.zone, r.answer
      from member m
      join person p on p.id = m.person_id and p.erased_at is null
      left join rsvp r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
      left join event_invite i on i.community_id = m.community_id and i.event_id = ${event.id} and i.member_id = m.id
     where m.community_id = ${event.community_id} and ${mayCome(event)} and ${which}
     order by m.id`.execute(ctx.db)
  return rows
}

/** Guests of the event who confirmed, of whom the condition on `g` holds. */
export async function guestsOf(ctx: Ctx, event: EventRow, which: RawBuilder<unknown>): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select null as member_id, null as person_id, g.id as guest_id, g.name, g.email, g.locale, g.zone, g.answer
      from guest g
     where g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.erased_at is null
       and g.answer <> 'asked' and ${which}
     order by g.id`.execute(ctx.db)
  return rows
}

/** The condition on `member m`: takes part and has a place in the circle that the event is for. */
export function mayCome(event: Pick<EventRow, 'circle_id'>): RawBuilder<boolean> {
  return sql<boolean>`m.state = any(${takesPart}) and (${event.circle_id}::uuid is null or exists (
    select from circle_place cp
     where cp.community_id = m.community_id and cp.circle_id = ${event.circle_id}::uuid and cp.member_id = m.id))`
}

/**
 * Gives each of them a row that answers come back to, where they have none, and notes what they are sent now. The same
 * recipients with the ids of their rows.
 */
export async function noteRequests(
  ctx: Ctx,
  event: EventRow,
  recipients: readonly Recipient[],
): Promise<(Recipient & { invite: string })[]> {
  const ids = new Map<string, string>()
  for (const kind of ['member_id', 'guest_id'] as const) {
    const theirs = recipients.filter((recipient) => recipient[kind] !== null)
    if (theirs.length === 0) continue
    const rows = await ctx.db
      .insertInto('event_invite')
      .values(
        theirs.map((recipient) => ({
          community_id: event.community_id,
          id: newId(ctx.now),
          event_id: event.id,
          [kind]: recipient[kind],
          email: recipient.email,
          sequence: event.sequence,
          created_at: ctx.now,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['community_id', 'event_id', kind]).doUpdateSet((eb) => ({
          sequence: eb.ref('excluded.sequence'),
          email: eb.ref('excluded.email'),
        })),
      )
      .returning(['id', kind])
      .execute()
    for (const row of rows as Record<string, string>[]) ids.set(row[kind]!, row.id!)
  }
  return recipients.map((recipient) => ({ ...recipient, invite: ids.get(idOf(recipient))! }))
}

/** Whichever of the two they are. */
export const idOf = ({ member_id, guest_id }: Pick<Recipient, 'member_id' | 'guest_id'>): string =>
  member_id ?? guest_id!
