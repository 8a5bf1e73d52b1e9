/** Publishing the record: a version is kept as it is, with who and when; those who were there and who missed it are told. */
import { sql } from 'kysely'
import { z } from 'zod'
import { personOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { flag, id } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { problem } from '../input.ts'
import { here, recordToWrite, type RecordedEvent } from './access.ts'
import { draftOf } from './draft.ts'
import { keepRecord, wholeRecord } from './edit.ts'
import { mayName, type Section } from './source.ts'

export const publishRecord = verb(
  'events.publish-record',
  {
    input: z.object({ id, ...wholeRecord, mail: flag.optional() }),
    does: 'Publishes the record of an event that was held, as a new version unless the newest says the same; with `mail` those who were there and those who missed it are told. Where what is said must not be attributed, a record that names somebody who was expected is refused.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordToWrite(ctx, input.id)
    allow(ctx, holdEvent, event)
    return publish(ctx, event, input)
  },
)

/** Publishes what stands now, of an event that the actor holds. */
export async function publish(
  ctx: Ctx,
  event: RecordedEvent,
  typed: Parameters<typeof keepRecord>[2] & { mail?: boolean | undefined },
): Promise<{ version: number }> {
  if (event.state !== 'held') throw new Conflict('record.not-held')
  const { summary, sensitivity } = await keepRecord(ctx, event, typed)
  const sections = (await draftOf(ctx, event))
    .filter(({ text }) => text !== '')
    .map(({ key, title, text }): Section => ({ key, title, text }))
  if (!mayName(event)) await mustNameNobody(ctx, event, summary, sections)
  const { version, isNew, isTold } = await keepVersion(ctx, event, { summary, sections, sensitivity })
  if (isNew || (typed.mail && !isTold))
    await record(ctx, 'record.published', { subject: event.id, payload: { version, mail: typed.mail ?? false } })
  return { version }
}

/** A new version, or the newest where that says the same already: pressed twice it is published, and told, once. */
async function keepVersion(
  ctx: Ctx,
  event: RecordedEvent,
  { summary, sections, sensitivity }: { summary: string | null; sections: Section[]; sensitivity: string },
): Promise<{ version: number; isNew: boolean; isTold: boolean }> {
  const { rows } = await sql<{ version: number; isNew: boolean; isTold: boolean }>`
    with last as (
      select * from record_version where community_id = ${here(ctx)} and event_id = ${event.id}
       order by version desc limit 1),
    made as (
      insert into record_version (community_id, event_id, version, at, by_person, summary, sections, sensitivity, confidence)
      select ${here(ctx)}, ${event.id}, coalesce((select version from last), 0) + 1, ${ctx.now}, ${personOf(ctx).id}, ${summary},
             ${JSON.stringify(sections)}::jsonb, ${sensitivity}, ${event.confidence}
       where not exists (select from last
         where summary is not distinct from ${summary} and sections = ${JSON.stringify(sections)}::jsonb
           and sensitivity = ${sensitivity} and confidence = ${event.confidence})
      returning version)
    select version, true as "isNew", false as "isTold" from made
     union all
    select version, false, exists (select from fact f
             where f.community_id = ${here(ctx)} and f.kind = 'record.published' and f.subject_id = ${event.id}
               and (f.payload->>'version')::int = last.version and (f.payload->>'mail')::boolean)
      from last where not exists (select from made)`.execute(ctx.db)
  return rows[0]!
}

/**
 * Throws Invalid `record.names` when a text holds the whole name of somebody who was there, was expected or took something
 * on: under the Chatham House Rule neither who spoke nor who was there is told (domain/04, 4.4).
 */
async function mustNameNobody(
  ctx: Ctx,
  event: RecordedEvent,
  summary: string | null,
  sections: Section[],
): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select distinct p.name from (
      select member_id from attendance where community_id = ${event.community_id} and event_id = ${event.id}
       union select member_id from rsvp where community_id = ${event.community_id} and event_id = ${event.id}
       union select leader_id from segment where community_id = ${event.community_id} and event_id = ${event.id}
       union select owner_id from action where community_id = ${event.community_id} and event_id = ${event.id}
       union select ${event.facilitator_id}::uuid) as there
      join member m on m.community_id = ${event.community_id} and m.id = there.member_id
      join person p on p.id = m.person_id and p.erased_at is null`.execute(ctx.db)
  const text = fold([summary ?? '', ...sections.map(({ text }) => text)].join('\n'))
  const named = rows.filter(({ name }) => text.includes(fold(name))).map(({ name }) => name)
  if (named.length > 0) throw problem('summary', 'record.names', { names: named.join(', '), count: named.length })
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ')
