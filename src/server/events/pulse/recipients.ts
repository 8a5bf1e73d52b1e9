/** Whom the pulse is asked of by mail: who was there, has not answered, and takes such mail. */
import { sql } from 'kysely'
import { takesPart } from '../../communities/index.ts'
import type { Ctx } from '../../ctx.ts'
import { hashOf, newId, newSecret } from '../../foundations/id.ts'
import type { EventRow } from '../access.ts'

export interface PulseReader {
  /** One of the two. */
  member_id: string | null
  guest_id: string | null
  person_id: string | null
  email: string
  locale: string
}

/**
 * Members and guests who were there and are still to be asked; with `reminded` those who were asked by then, have not
 * answered and were not reminded.
 */
export async function pulseReaders(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id'>,
  reminded?: Temporal.Instant,
): Promise<PulseReader[]> {
  const toAsk = (who: 'member_id' | 'guest_id') => {
    const theirs = sql`from pulse_person pp where pp.community_id = a.community_id and pp.event_id = a.event_id
             and pp.${sql.ref(who)} = a.${sql.ref(who)}`
    return reminded
      ? sql`exists (select ${theirs} and not pp.has_answered and pp.mailed_at <= ${reminded} and pp.reminder_hash is null)`
      : sql`not exists (select ${theirs} and (pp.has_answered or pp.mailed_at is not null))`
  }
  const { rows } = await sql<PulseReader>`
    select m.id as member_id, null::uuid as guest_id, p.id as person_id, p.email, p.locale
      from attendance a
      join member m on m.community_id = a.community_id and m.id = a.member_id and m.state = any(${takesPart}) and m.state <> 'paused'
      join person p on p.id = m.person_id and p.erased_at is null
     where a.community_id = ${event.community_id} and a.event_id = ${event.id}
       and ${toAsk('member_id')}
       and not exists (select from mail_stop s where s.community_id = a.community_id and s.member_id = a.member_id and s.kind = 'questions')
     union all
    select null, g.id, null, g.email, g.locale
      from guest_attendance a
      join guest g on g.community_id = a.community_id and g.event_id = a.event_id and g.id = a.guest_id
     where a.community_id = ${event.community_id} and a.event_id = ${event.id} and g.email is not null
       and g.confirmed_at is not null and g.mail_stopped_at is null
       and ${toAsk('guest_id')}
     order by email`.execute(ctx.db)
  return rows
}

/**
 * Gives each reader the secret of their link, of which only the hash is kept; by member's or guest's id. Whoever has got one
 * before, or has answered meanwhile, gets none.
 */
export async function giveSecrets(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id'>,
  readers: readonly Pick<PulseReader, 'member_id' | 'guest_id'>[],
): Promise<Map<string, string>> {
  const given = readers.map(({ member_id, guest_id }) => ({
    id: newId(ctx.now),
    member_id,
    guest_id,
    secret: newSecret(),
  }))
  const written = new Set<string>()
  for (const key of ['member_id', 'guest_id'] as const) {
    const those = given
      .filter((each) => each[key] !== null)
      .map(({ secret, ...row }) => ({ ...row, hash: hashOf(secret) }))
    const { rows } = await sql<{ who: string }>`
      insert into pulse_person as pp (community_id, event_id, id, member_id, guest_id, token_hash, mailed_at)
      select ${event.community_id}::uuid, ${event.id}::uuid, g.id, g.member_id, g.guest_id, g.hash, ${ctx.now}
        from json_to_recordset(${JSON.stringify(those)}::json) as g (id uuid, member_id uuid, guest_id uuid, hash text)
      on conflict (community_id, event_id, ${sql.ref(key)}) do update
        set token_hash = excluded.token_hash, mailed_at = excluded.mailed_at
        where not pp.has_answered and pp.mailed_at is null
      returning pp.${sql.ref(key)} as who`.execute(ctx.db)
    for (const { who } of rows) written.add(who)
  }
  return new Map(
    given
      .map(({ member_id, guest_id, secret }) => [(member_id ?? guest_id)!, secret] as const)
      .filter(([who]) => written.has(who)),
  )
}

/** Gives each reader whom a letter has asked the secret of the reminder, once; by member's or guest's id. */
export async function giveReminders(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id'>,
  readers: readonly Pick<PulseReader, 'member_id' | 'guest_id'>[],
): Promise<Map<string, string>> {
  const secrets = new Map(readers.map(({ member_id, guest_id }) => [(member_id ?? guest_id)!, newSecret()]))
  const given = [...secrets].map(([who, secret]) => ({ who, hash: hashOf(secret) }))
  const { rows } = await sql<{ who: string }>`
    update pulse_person pp set reminder_hash = g.hash
      from json_to_recordset(${JSON.stringify(given)}::json) as g (who uuid, hash text)
     where pp.community_id = ${event.community_id} and pp.event_id = ${event.id} and g.who in (pp.member_id, pp.guest_id)
       and pp.mailed_at is not null and not pp.has_answered and pp.reminder_hash is null
    returning g.who`.execute(ctx.db)
  return new Map(rows.map(({ who }) => [who, secrets.get(who)!]))
}
