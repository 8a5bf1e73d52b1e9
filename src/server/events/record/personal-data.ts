/** What records, actions, materials and certificates hold about a person. */
import { sql } from 'kysely'
import type { Ctx } from '../../ctx.ts'
import type { PersonalData } from '../../foundations/personal-data.ts'

export const recordData: PersonalData = {
  room: 'events',
  tables: [
    'stored_file',
    'decision',
    'action',
    'material',
    'event_record',
    'record_section',
    'record_version',
    'documentation_tick',
    'event_review',
    'certificate',
  ],
  tell,
  forget,
}

async function tell(ctx: Ctx, person: string): Promise<Record<string, unknown>> {
  const rows = async (statement: ReturnType<typeof sql>) => (await statement.execute(ctx.db)).rows
  const mine = sql`(select id from member where person_id = ${person})`
  const of = sql`join event e on e.community_id = t.community_id and e.id = t.event_id`
  return {
    actions: await rows(sql`select e.title as event, t.text, t.due_on, t.state, t.reason, t.ended_at from action t ${of}
      where t.owner_id in ${mine} order by t.id`),
    materials: await rows(sql`select e.title as event, t.title, t.url, f.name as file, t.at from material t ${of}
      left join stored_file f on f.community_id = t.community_id and f.id = t.file_id where t.added_by = ${person} order by t.id`),
    published: await rows(
      sql`select e.title as event, t.version, t.at from record_version t ${of} where t.by_person = ${person} order by t.at`,
    ),
    reviews:
      await rows(sql`select e.title as event, t.intended, t.happened, t.why, t.next, t.at from event_review t ${of}
      where t.by_person = ${person} order by t.at`),
    certificates:
      await rows(sql`select e.title as event, t.code, t.name, t.says_name, t.minutes, t.at, t.revoked_at from certificate t ${of}
      where t.member_id in ${mine} or t.guest_id in ${asGuest(person)} order by t.at`),
  }
}

/** What was decided and done stays; who it was goes, out of the texts as well. A certificate is about nobody else: it goes. */
async function forget(ctx: Ctx, person: string): Promise<void> {
  const run = (statement: ReturnType<typeof sql>) => statement.execute(ctx.db)
  const mine = sql`(select id from member where person_id = ${person})`
  await forgetName(ctx, person)
  await run(sql`delete from certificate where member_id in ${mine} or guest_id in ${asGuest(person)}`)
  await run(sql`update action set owner_id = null where owner_id in ${mine}`)
  for (const [table, column] of authors)
    await run(sql`update ${sql.table(table)} set ${sql.ref(column)} = null where ${sql.ref(column)} = ${person}`)
}

/** As whom they came before they had an account. */
const asGuest = (person: string) =>
  sql`(select g.id from guest g join person p on lower(p.email) = lower(g.email) where p.id = ${person})`

const authors = [
  ['stored_file', 'by_person'],
  ['decision', 'added_by'],
  ['action', 'added_by'],
  ['action', 'ended_by'],
  ['material', 'added_by'],
  ['material', 'removed_by'],
  ['event_record', 'edited_by'],
  ['record_section', 'edited_by'],
  ['record_version', 'by_person'],
  ['documentation_tick', 'by_person'],
  ['event_review', 'by_person'],
] as const

const texts = [
  ['decision', 'text'],
  ['decision', 'by_whom'],
  ['action', 'text'],
  ['event_record', 'summary'],
  ['record_section', 'text'],
  ['record_version', 'summary'],
  ['event_review', 'intended'],
  ['event_review', 'happened'],
  ['event_review', 'why'],
  ['event_review', 'next'],
] as const

/** Their whole name, in the communities in which they were: texts of others keep their sense with a gap. */
async function forgetName(ctx: Ctx, person: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from person where id = ${person}`.execute(ctx.db)
  const name = rows[0]?.name
  if (!name) return
  const theirs = sql`community_id in (select community_id from member where person_id = ${person})`
  for (const [table, column] of texts) {
    const text = sql.ref(column)
    await sql`update ${sql.table(table)} set ${text} = replace(${text}, ${name}, ${gap}) where ${theirs} and position(${name} in ${text}) > 0`.execute(
      ctx.db,
    )
  }
  const quoted = JSON.stringify(name).slice(1, -1)
  await sql`update record_version set sections = replace(sections::text, ${quoted}, ${gap})::jsonb
    where ${theirs} and position(${quoted} in sections::text) > 0`.execute(ctx.db)
}

const gap = '[…]'
