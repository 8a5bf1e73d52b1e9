/**
 * One community with a long past, by a fast path: whole tables by one statement each. Two runs differ in the day on
 * which they stand and in nothing else.
 */
import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { addUpAllComing } from '#server/events/index.ts'
import { newId } from '#server/foundations/id.ts'

export interface Size {
  members: number
  /** Of these a tenth is to come, one each day and a half. */
  events: number
  facts: number
}

export interface Large {
  slug: string
  /** Id of the community. */
  community: string
  /** Of the sessions of members, one each. */
  tokens: string[]
  /** The next that visitors see, too. */
  event: { id: string; title: string }
  /** The next that every member sees. */
  coming: { id: string; title: string; starts_at: string }[]
  /** `YYYY-MM` of the first of them. */
  month: string
  /** Of the discussion, newest first. */
  topics: { id: string; title: string }[]
}

const slug = 'large'
const mostSessions = 2000
const seriesCount = 10

/** Fills an empty, migrated database, as of `now`. */
export async function fill(db: Kysely<DB>, size: Size, now: Temporal.Instant): Promise<Large> {
  const id = newId(now)
  const at = sql`${now.toString()}::timestamptz`
  const community = sql`${id}::uuid`
  await db.transaction().execute(async (db) => {
    await sql`set local statement_timeout = 0`.execute(db)
    await sql`insert into community (id, slug, name, host, purpose, mission, zone, countries, starts_on, created_at, launched_at)
      values (${id}, ${slug}, 'Large', 'A large host', 'Ten thousand people who count.', 'We learn together to count what counts.',
              'Africa/Nairobi', '{KE,ZA,GB,NP}', ${at}::date - 700, ${at}, ${at})`.execute(db)
    for (const step of [people, calendarOf, past, talk]) {
      await step(db, community, at, size)
      // What is filled in next is checked against this: by index, once the planner knows how much it is.
      await sql`analyze`.execute(db)
    }
    await sql`update site set set_up_at = ${at}`.execute(db)
  })
  await sql`vacuum analyze`.execute(db)
  return {
    slug,
    community: id,
    tokens: tokens(size),
    ...(await toCome(db, id, now)),
    topics: await newestTopics(db, id),
  }
}

/** An id of a kind for row `i` of a series: rows can name one another without being read. */
const made = (kind: number | 'a' | 'b' | 'c' | 'd', i = sql`i`) =>
  sql`(${sql.lit(`0190000${kind}-0000-7000-8000-`)} || lpad(to_hex(${i}), 12, '0'))::uuid`
const circle = (i: number) => made(1, sql.lit(i))
const person = made(2)
const member = made(3)
const event = made(5)
const rows = (n: number) => sql`generate_series(1, ${n}::bigint) as i`

type Step = (db: Kysely<DB>, community: RawBuilder<unknown>, at: RawBuilder<unknown>, size: Size) => Promise<void>

const people: Step = async (db, community, at, { members }) => {
  await sql`insert into circle (community_id, id, key, name, policy, position, commitment_times, commitment_of)
    values (${community}, ${circle(1)}, 'wider', 'Wider circle', 'open', 1, null, null),
           (${community}, ${circle(2)}, 'hub', 'MEL hub', 'invitation', 2, 5, 6)`.execute(db)
  await sql`insert into person (id, name, email, email_verified, zone, created_at)
    select ${person}, 'Member ' || i, 'member.' || i || '@example.org', true,
           (array['Africa/Nairobi', 'Africa/Johannesburg', 'Europe/London', 'Asia/Kathmandu'])[1 + i % 4], ${at} - interval '700 days'
      from ${rows(members)}`.execute(db)
  await sql`insert into member (community_id, id, person_id, state, state_since, joined_at, organisation, country, job_title, expertise)
    select ${community}, ${member}, ${person}, 'active', ${at} - interval '600 days', ${at} - i % 690 * interval '1 day',
           'Organisation ' || i % 400, (array['KE', 'ZA', 'GB', 'NP'])[1 + i % 4], 'MEL officer', array['sampling', 'outcome harvesting']
      from ${rows(members)}`.execute(db)
  // Everybody is in the wider circle, every fiftieth in the hub.
  await sql`insert into circle_place (community_id, circle_id, member_id, since)
    select ${community}, ${circle(1)}, ${member}, ${at} - interval '600 days' from ${rows(members)} union all
    select ${community}, ${circle(2)}, ${member}, ${at} - interval '600 days' from ${rows(members)} where i % 50 = 0`.execute(
    db,
  )
  await sql`insert into role_term (community_id, id, key, role, holder_id, starts_on, ends_on)
    select ${community}, ${made(4)}, 'coordinator', 'coordinator', ${member}, ${at}::date - 300, ${at}::date + 300 from ${rows(1)}`.execute(
    db,
  )
  await sql`insert into session (id, person_id, token, expires_at)
    select ${made(8)}, ${person}, 'bench-' || i, ${at} + interval '30 days' from ${rows(Math.min(members, mostSessions))}`.execute(
    db,
  )
}

const calendarOf: Step = async (db, community, at, { members, events }) => {
  await sql`insert into event_format (community_id, id, key, name, class, minutes, data)
    values (${community}, ${made(6, sql.lit(1))}, 'monthly-learning-session', 'Monthly learning session', 'cop-meeting', 90, '{}'),
           (${community}, ${made(6, sql.lit(2))}, 'peer-clinic', 'Peer clinic', 'cop-meeting', 60, '{}')`.execute(db)
  await sql`insert into series (community_id, id, key, format_key, title, rule_in_words, wall_time, zone, minutes, starts_on, ends_on)
    select ${community}, ${made(7)}, 's-' || i, 'monthly-learning-session', 'Series ' || i, 'every other week', '14:00', 'Africa/Nairobi', 90,
           ${at}::date - 700, ${at}::date + 100 from ${rows(seriesCount)}`.execute(db)
  // Every fifth is open to visitors, every seventh is the hub's and counts for its promise.
  await sql`insert into event (community_id, id, key, series_id, format_key, class, title, summary, wall_start, zone, starts_at, ends_at, minutes,
                               place_link, circle_id, promise_circle_id, is_public, state, facilitator_id, created_at, updated_at)
    select ${community}, ${event}, 'e-' || i, ${made(7, sql`1 + i % ${sql.lit(seriesCount)}`)},
           case when i % 3 = 0 then 'peer-clinic' else 'monthly-learning-session' end, 'cop-meeting',
           'What did we learn, number ' || i || '?', 'We look at what was found and at what we do next.',
           t at time zone 'Africa/Nairobi', 'Africa/Nairobi', t, t + interval '90 minutes', 90, 'https://meet.example.org/large',
           case when i % 7 = 0 and i % 5 <> 0 then ${circle(2)} end, case when i % 7 = 0 then ${circle(2)} end, i % 5 = 0,
           case when t < ${at} then 'held' else 'planned' end, ${made(3, sql`1 + i % ${sql.lit(members)}`)}, ${at}, ${at}
      from ${rows(events)}, lateral (select date_trunc('hour', ${at}) + (i - 0.9 * ${events}) * interval '1.5 days' + interval '1 hour' as t) as begins`.execute(
    db,
  )
  await sql`insert into segment (community_id, event_id, position, minutes, title, purpose, mode, lead)
    select ${community}, ${event}, part, 15, 'Part ' || part, 'so that we learn',
           case when part % 2 = 0 then 'small-group' else 'plenary-presentation' end, 'facilitator'
      from ${rows(events)}, generate_series(1, 6) as part`.execute(db)
}

/** Each member came to five events and answered four; the facts are spread over two years and over everybody. */
const past: Step = async (db, community, at, { members, events, facts }) => {
  const held = Math.floor(events * 0.9)
  const one = (n: number, a: number, b: number) =>
    made(5, sql`1 + (i * ${sql.lit(a)} + k * ${sql.lit(b)}) % ${sql.lit(n)}`)
  await sql`insert into attendance (community_id, event_id, member_id, at)
    select distinct ${community}, ${one(held, 7, 13)}, ${member}, ${at} from ${rows(members)}, generate_series(1, 5) as k`.execute(
    db,
  )
  await sql`insert into rsvp (community_id, event_id, member_id, answer, at)
    select distinct ${community}, ${one(events, 11, 17)}, ${member}, (array['yes', 'yes', 'maybe', 'no'])[1 + i % 4], ${at}
      from ${rows(members)}, generate_series(1, 4) as k`.execute(db)
  await addUpAllComing({ db })
  const then = sql`${at} - i % 720 * interval '1 day' - interval '25 hours'`
  await sql`insert into fact (community_id, id, at, kind, actor_id, member_id, subject_id)
    select ${community}, ${made(9)}, ${then}, (array['event.read', 'event.answered', 'event.read', 'event.led'])[1 + i % 4],
           ${made(2, sql`1 + i % ${sql.lit(members)}`)}, ${made(3, sql`1 + i % ${sql.lit(members)}`)}, ${made(5, sql`1 + i % ${sql.lit(events)}`)}
      from ${rows(facts)}`.execute(db)
}

/** A topic for each ten facts, spread over two years, of which a tenth waits for an answer; five posts in each of the others. */
const talk: Step = async (db, community, at, { members, facts }) => {
  const topics = Math.max(20, Math.floor(facts / 10))
  const author = (k: RawBuilder<unknown>) => made(3, sql`1 + (i * 7 + ${k} * 13) % ${sql.lit(members)}`)
  const begun = sql`${at} - (${sql.lit(topics)} - i) * interval '700 days' / ${sql.lit(topics)} - interval '6 hours'`
  await sql`insert into channel (community_id, id, key, name, purpose, position, circle_id)
    select ${community}, ${made('a')}, 'channel-' || i, 'Channel ' || i, 'What is said here', i, case when i = 4 then ${circle(2)} end
      from ${rows(4)}`.execute(db)
  await sql`insert into topic (community_id, id, channel_id, title, is_question, author_id, started_at, last_at, first_reply_at)
    select ${community}, ${made('b')}, ${made('a', sql`1 + i % 4`)}, 'How do you count it, case ' || i || '?', i % 2 = 0, ${author(sql`0`)},
           ${begun}, ${begun} + case when i % 10 = 0 then interval '0' else interval '4 hours' end,
           case when i % 10 <> 0 then ${begun} + interval '1 hour' end from ${rows(topics)}`.execute(db)
  const text = 'We ask twice: once before, and once when the year is over.'
  await sql`insert into post (community_id, topic_id, id, is_first, author_id, text, html, at)
    select ${community}, ${made('b')}, ${made('c', sql`i * 10 + k`)}, k = 0, ${author(sql`k`)}, ${text}, ${`<p>${text}</p>`}, ${begun} + k * interval '1 hour'
      from ${rows(topics)}, generate_series(0, 4) as k where k = 0 or i % 10 <> 0`.execute(db)
  await sql`insert into topic_follow (community_id, topic_id, member_id, id, since, told_at, seen_at)
    select ${community}, ${made('b')}, ${author(sql`0`)}, ${made('d')}, ${begun}, ${at}, ${at} from ${rows(topics)}`.execute(
    db,
  )
}

const tokens = ({ members }: Size) =>
  Array.from({ length: Math.min(members, mostSessions) }, (_, i) => `bench-${i + 1}`)

async function toCome(
  db: Kysely<DB>,
  community: string,
  now: Temporal.Instant,
): Promise<Pick<Large, 'event' | 'coming' | 'month'>> {
  const rows = await db
    .selectFrom('event')
    .select(['id', 'title', 'is_public', 'starts_at'])
    .where('community_id', '=', community)
    .where('starts_at', '>', now)
    .where('circle_id', 'is', null)
    .orderBy('starts_at')
    .limit(10)
    .execute()
  const coming = rows.map((row) => ({ ...row, starts_at: row.starts_at.toString() }))
  return { coming, event: coming.find((each) => each.is_public)!, month: coming[0]!.starts_at.slice(0, 7) }
}

/** Those that every member reads. */
function newestTopics(db: Kysely<DB>, community: string): Promise<Large['topics']> {
  return db
    .selectFrom('topic as t')
    .innerJoin('channel as k', (join) =>
      join.onRef('k.community_id', '=', 't.community_id').onRef('k.id', '=', 't.channel_id'),
    )
    .select(['t.id', 't.title'])
    .where('t.community_id', '=', community)
    .where('k.circle_id', 'is', null)
    .orderBy('t.last_at', 'desc')
    .limit(100)
    .execute()
}
