/** Mail when a record is published: what we decided and your actions, or what you missed. */
import { sql } from 'kysely'
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import type { Fact } from '../../facts.ts'
import { writeMail, type Letter, type LetterBlock } from '../../foundations/mail/index.ts'
import { openPollLinks } from '../live/index.ts'
import { stopUrl } from '../mail-choice.ts'
import { pulseInLetters } from '../pulse/index.ts'
import { blocksOf } from './action-letters.ts'
import { mailGuestsRecord } from './guest-letters.ts'
import type { Section } from './source.ts'

interface Told {
  community_id: string
  event_id: string
  title: string
  circle_id: string | null
  promise_circle_id: string | null
  is_public: boolean
  is_listed: boolean
  confidence: string
  sensitivity: string
  summary: string | null
  sections: Section[]
}

interface Reader {
  member_id: string
  person_id: string
  email: string
  locale: string
  was_there: boolean
}

interface Mine {
  id: string
  text: string
  due_on: string
  owner_id: string
  event: string
}

/**
 * The reaction to `record.published`, where whoever published wanted people to be told: those who were there, and those who
 * had answered or promised and missed it, as far as they may read it. Of a meeting out of which nothing leaves the mail only
 * says that the record is there.
 */
export async function mailRecord(ctx: Ctx, fact: Fact): Promise<void> {
  const { version, mail } = fact.payload as { version: number; mail?: boolean }
  if (!mail || !fact.subjectId) return
  const { rows } = await sql<Told>`
    select e.community_id, e.id as event_id, e.title, e.circle_id, e.promise_circle_id, e.confidence, e.is_public, c.is_listed,
           case when e.confidence = 'nothing-leaves' then 'restricted' else v.sensitivity end as sensitivity, v.summary, v.sections
      from record_version v
      join event e on e.community_id = v.community_id and e.id = v.event_id
      join community c on c.id = v.community_id
     where v.community_id = ${communityOf(ctx).id} and v.event_id = ${fact.subjectId} and v.version = ${version}
       -- Published again before the mail went out, or made stricter since: the newer one is told.
       and v.version = (select max(n.version) from record_version n where n.community_id = v.community_id and n.event_id = v.event_id)
       and v.confidence = e.confidence`.execute(ctx.db)
  const told = rows[0]
  if (!told) return
  const readers = await readersOf(ctx, told, fact.actorId)
  const mine = Map.groupBy(await actionsOf(ctx, told), ({ owner_id }) => owner_id)
  await transaction(ctx, async (ctx) => {
    const there = new Set(readers.filter(({ was_there }) => was_there).map(({ member_id }) => member_id))
    const pulse = await pulseInLetters(ctx, { community_id: told.community_id, id: told.event_id }, there)
    const polls = await openPollLinks(ctx, told.event_id)
    for (const reader of readers) {
      const w = words(reader.locale)
      await writeMail(
        ctx,
        { email: reader.email, locale: reader.locale, personId: reader.person_id },
        letterFor(
          ctx,
          told,
          reader,
          {
            actions: mine.get(reader.member_id) ?? [],
            pulse: pulse(reader.member_id, w),
            polls: reader.was_there ? [] : polls(reader.member_id),
          },
          w,
        ),
        { kind: 'record-published', once: `record:${told.event_id}:${version}:${reader.member_id}` },
      )
    }
    const isPublic = told.sensitivity === 'public' && told.is_public && told.is_listed
    await mailGuestsRecord(ctx, { ...told, version, says: isPublic ? (w) => saidBy(told, w, true) : null })
  })
}

/** What is in a letter for its reader alone. */
interface Own {
  actions: Mine[]
  pulse: LetterBlock[]
  /** Of those who missed it: polls that they can still answer. */
  polls: { question: string; url: string }[]
}

function letterFor(ctx: Ctx, told: Told, reader: Reader, own: Own, w: Words): Letter {
  const key = reader.was_there ? 'there' : 'missed'
  const quiet = told.confidence === 'nothing-leaves'
  return {
    subject: w(`record.mail.${key}Subject`, { title: told.title }),
    blocks: [
      { kind: 'text', text: w(`record.mail.${quiet ? 'quiet' : key}`, { title: told.title }) },
      ...(quiet ? [] : saidBy(told, w, !reader.was_there)),
      ...(own.actions.length > 0
        ? [
            { kind: 'text' as const, text: w('record.mail.yours', { n: own.actions.length }) },
            ...own.actions.flatMap((action) => blocksOf(ctx, action, w)),
          ]
        : []),
      {
        kind: 'link',
        label: w('record.mail.read'),
        url: `${ctx.site.url}/${communityOf(ctx).slug}/events/${told.event_id}/record`,
      },
      ...(own.polls.length > 0
        ? [
            { kind: 'text' as const, text: w('record.mail.polls', { n: own.polls.length }) },
            ...own.polls.map(({ question, url }) => ({ kind: 'link' as const, label: question, url })),
          ]
        : []),
      ...own.pulse,
    ],
    why: w(`record.mail.why${reader.was_there ? 'There' : 'Missed'}`, { community: communityOf(ctx).name }),
    stopUrl: stopUrl(ctx, 'records', reader.member_id),
  }
}

/** What the record says: summary, decisions, and, for who may not have them, materials. */
function saidBy(told: Told, w: Words, withMaterials: boolean): LetterBlock[] {
  const text = (section: string) => told.sections.find(({ key }) => key === section)?.text
  const [decided, shelf] = [text('decisions'), text('materials')]
  return [
    ...(told.summary ? [{ kind: 'text' as const, text: told.summary }] : []),
    ...(decided ? sectionBlocks(w('record.sections.decisions'), decided) : []),
    ...(withMaterials && shelf ? sectionBlocks(w('record.sections.materials'), shelf) : []),
  ]
}

function sectionBlocks(title: string, text: string): LetterBlock[] {
  return [
    { kind: 'text', text: `${title}:` },
    {
      kind: 'list',
      items: text
        .split('\n')
        .map((line) => line.replace(/^- /, ''))
        .filter(Boolean),
    },
  ]
}

/** Whoever published it knows; those who may not read it are not told that it is there. */
async function readersOf(ctx: Ctx, told: Told, publisher: string | null): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select m.id as member_id, p.id as person_id, p.email, p.locale, a.member_id is not null as was_there
      from member m
      join person p on p.id = m.person_id and p.erased_at is null and p.id is distinct from ${publisher}::uuid
      left join attendance a on a.community_id = m.community_id and a.event_id = ${told.event_id} and a.member_id = m.id
     where m.community_id = ${told.community_id} and m.state = any(${takesPart})
       and not exists (select from mail_stop ms where ms.community_id = m.community_id and ms.member_id = m.id and ms.kind = 'records')
       and (a.member_id is not null
            or exists (select from rsvp r where r.community_id = m.community_id and r.event_id = ${told.event_id} and r.member_id = m.id)
            or exists (select from circle_place cp where cp.community_id = m.community_id and cp.circle_id = ${told.promise_circle_id}::uuid and cp.member_id = m.id))
       and (${told.circle_id}::uuid is null or exists (
             select from circle_place cp where cp.community_id = m.community_id and cp.circle_id = ${told.circle_id}::uuid and cp.member_id = m.id))
       and (case ${told.sensitivity} when 'restricted' then a.member_id is not null
             when 'hub' then exists (select from circle_place cp join circle c on c.community_id = cp.community_id and c.id = cp.circle_id
                                      where cp.community_id = m.community_id and cp.member_id = m.id and c.policy = 'invitation')
             else true end)
     order by m.id`.execute(ctx.db)
  return rows
}

async function actionsOf(ctx: Ctx, told: Told): Promise<Mine[]> {
  const { rows } = await sql<Mine>`
    select a.id, a.text, a.due_on, a.owner_id, e.title as event
      from action a join event e on e.community_id = a.community_id and e.id = a.event_id
     where a.community_id = ${told.community_id} and a.event_id = ${told.event_id} and a.state = 'open' and a.owner_id is not null
     order by a.due_on, a.id`.execute(ctx.db)
  return rows
}
