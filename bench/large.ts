/** Large data by a fast path: whole tables by one statement each. The same each time, except for ids. */
import { sql, type Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { newId } from '#server/foundations/id.ts'

export interface Large {
  slug: string
  community: string
  /** Tokens of sessions of members. */
  tokens: string[]
  /** Id of an event to come that is open to everybody, and of one without a limit for answers. */
  event: string
}

export interface Size {
  members: number
  events: number
  facts: number
}

const pads = sql`lpad(to_hex(i), 12, '0')`
/** A made-up id of a kind: deterministic, so that rows can name one another without being read. */
const made = (kind: number) => sql`('0190${sql.lit(String(kind).padStart(4, '0'))}-0000-7000-8000-' || ${pads})::uuid`

/** Fills an empty, migrated database with one big community whose past is as long as two years. */
export async function fill(db: Kysely<DB>, { members, events, facts }: Size, now: Temporal.Instant): Promise<Large> {
  const id = newId(now)
  const at = now.toString()
  await db.insertInto('community').values({
    id, slug: 'large', name: 'Large', purpose: 'Ten thousand people who count.', mission: 'We learn together to count what counts.', zone: 'Africa/Nairobi',
    countries: ['KE'], starts_on: '2025-01-06', created_at: now, launched_at: now,
  }).execute()
  await sql`insert into circle (community_id, id, key, name, policy, position, commitment_times, commitment_of)
    values (${id}, '01900001-0000-7000-8000-000000000001', 'wider', 'Wider circle', 'open', 1, null, null),
           (${id}, '01900001-0000-7000-8000-000000000002', 'hub', 'MEL hub', 'invitation', 2, 5, 6)`.execute(db)
  await sql`insert into person (id, name, email, email_verified, zone, created_at)
    select ${made(2)}, 'Member ' || i, 'member.' || i || '@example.org', true, (array['Africa/Nairobi','Africa/Johannesburg','Europe/London','Asia/Kathmandu'])[1 + i % 4], ${at}::timestamptz - interval '700 days'
      from generate_series(1, ${members}) i`.execute(db)
  await sql`insert into member (community_id, id, person_id, state, state_since, joined_at, organisation, country, expertise)
    select ${id}, ${made(3)}, ${made(2)}, 'active', ${at}::timestamptz - interval '600 days', ${at}::timestamptz - (i % 690) * interval '1 day', 'Organisation ' || (i % 400), 'KE', array['sampling']
      from generate_series(1, ${members}) i`.execute(db)
  await sql`insert into circle_place (community_id, circle_id, member_id, since)
    select ${id}, '01900001-0000-7000-8000-000000000001', ${made(3)}, ${at}::timestamptz - interval '600 days' from generate_series(1, ${members}) i`.execute(db)
  await sql`insert into circle_place (community_id, circle_id, member_id, since)
    select ${id}, '01900001-0000-7000-8000-000000000002', ${made(3)}, ${at}::timestamptz - interval '600 days' from generate_series(1, 20) i`.execute(db)
  await sql`insert into role_term (community_id, id, key, role, holder_id, starts_on, ends_on)
    select ${id}, ${made(4)}, 'coordinator', 'coordinator', ${made(3)}, ${at}::date - 300, ${at}::date + 300 from generate_series(1, 1) i`.execute(db)
  await sql`insert into session (id, person_id, token, expires_at)
    select ${made(5)}, ${made(2)}, 'bench-' || i, ${at}::timestamptz + interval '30 days' from generate_series(1, least(${members}, 2000)) i`.execute(db)
  await sql`insert into event_format (community_id, id, key, name, class, minutes, data)
    values (${id}, '01900006-0000-7000-8000-000000000001', 'monthly-learning-session', 'Monthly learning session', 'cop-meeting', 90, '{}')`.execute(db)
  await sql`insert into event (community_id, id, key, format_key, class, title, wall_start, zone, starts_at, ends_at, minutes, is_public, state, created_at, updated_at)
    select ${id}, ${made(7)}, 'e-' || i, 'monthly-learning-session', 'cop-meeting', 'What did we learn, number ' || i || '?', (t at time zone 'Africa/Nairobi'), 'Africa/Nairobi', t, t + interval '90 minutes', 90, i % 5 = 0,
           case when t < ${at}::timestamptz then 'held' else 'planned' end, ${at}::timestamptz, ${at}::timestamptz
      from generate_series(1, ${events}) i, lateral (select date_trunc('hour', ${at}::timestamptz) + (i - ${events} * 0.9) * interval '1.5 days' as t) when_`.execute(db)
  await sql`insert into segment (community_id, event_id, position, minutes, title, purpose, mode, lead)
    select ${id}, ${made(7)}, p, 15, 'Part ' || p, 'so that we learn', case when p % 2 = 0 then 'small-group' else 'plenary-presentation' end, 'facilitator'
      from generate_series(1, ${events}) i, generate_series(1, 6) p`.execute(db)
  const each = Math.ceil(facts / 2 / members)
  await sql`insert into attendance (community_id, event_id, member_id, at)
    select distinct ${id}::uuid, ('01900007-0000-7000-8000-' || lpad(to_hex(1 + (i * 7 + k * 13) % (${events} * 9 / 10)), 12, '0'))::uuid, ${made(3)}, ${at}::timestamptz
      from generate_series(1, ${members}) i, generate_series(1, ${each}) k`.execute(db)
  await sql`insert into rsvp (community_id, event_id, member_id, answer, at)
    select distinct ${id}::uuid, ('01900007-0000-7000-8000-' || lpad(to_hex(1 + (i * 11 + k * 17) % ${events}), 12, '0'))::uuid, ${made(3)}, 'yes', ${at}::timestamptz
      from generate_series(1, ${members}) i, generate_series(1, ${Math.max(1, Math.floor(each / 2))}) k`.execute(db)
  await sql`insert into fact (community_id, id, at, kind, actor_id, member_id, subject_id)
    select ${id}, ('0190' || lpad(to_hex(k), 4, '0') || '-0000-7000-9000-' || ${pads})::uuid, ${at}::timestamptz - ((i * 37 + k * 101) % 720) * interval '1 day',
           (array['event.read','event.answered','event.attended','event.led'])[1 + (i + k) % 4], ${made(2)}, ${made(3)}, null
      from generate_series(1, ${members}) i, generate_series(1, ${each}) k`.execute(db)
  await sql`update site set set_up_at = ${at}::timestamptz`.execute(db)
  await sql`analyze`.execute(db)
  const next = await db.selectFrom('event').select('id').where('community_id', '=', id).where('starts_at', '>', now).where('is_public', '=', true).orderBy('starts_at').executeTakeFirstOrThrow()
  return { slug: 'large', community: id, event: next.id, tokens: Array.from({ length: Math.min(members, 2000) }, (_, i) => `bench-${i + 1}`) }
}
