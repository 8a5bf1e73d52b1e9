/** The record of an event as its page shows it: what was published, what is being written, what became of it. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { optional, whole } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import {
  nameInRecord,
  readRecord,
  sensitivities,
  type RecordAccess,
  type Sensitivity,
} from '../../permissions/record.ts'
import { tellLoopBack } from '../../permissions/follow-up.ts'
import { isMember } from '../../permissions/index.ts'
import { query } from '../../verb.ts'
import { shownStories } from '../follow-up/index.ts'
import { confidences, type Confidence } from '../input.ts'
import { positionsForRecord, type RecordedShift } from '../positions/index.ts'
import { mustBe, recordedEvent, type RecordedEvent } from './access.ts'
import { actionsOfEvent } from './action-list.ts'
import { decisionsOf } from './decisions.ts'
import { draftOf } from './draft.ts'
import { materialsFor } from './materials.ts'
import type { Section } from './source.ts'

export const recordPage = query(
  'events.record',
  {
    input: z.object({ id: z.string('required').max(60), version: optional(whole(1, 10_000)) }),
    does: 'What an event left: the published record, its decisions, actions and materials; for whoever holds it also the draft.',
    who: readRecord.says,
  },
  async (ctx, input) => {
    const event = await recordedEvent(ctx, input.id)
    allow(ctx, readRecord, event)
    const holds = can(ctx, holdEvent, event)
    const versions = (await versionsOf(ctx, event)).filter((version) => holds || isReadable(ctx, event, version))
    const shown = input.version ? mustBe(versions.find(({ version }) => version === input.version)) : versions[0]
    const named = can(ctx, nameInRecord, event)
    return {
      event: headOf(event),
      published: shown && {
        version: shown.version,
        at: shown.at.toString(),
        by: isMember(ctx) ? shown.by : null,
        summary: shown.summary,
        sections: shown.sections,
        is_newest: shown.version === versions[0]?.version,
      },
      versions: versions.map(({ version, at, by }) => ({ version, at: at.toString(), by: isMember(ctx) ? by : null })),
      decisions: (await decisionsOf(ctx, event.id)).map(({ at, by_whom, ...decision }) => ({
        ...decision,
        by_whom: named ? by_whom : null,
        at: at.toString(),
      })),
      actions: await actionsOfEvent(ctx, event.id),
      materials: await materialsFor(ctx, event),
      shifts: await shiftsOf(ctx, event),
      came: await shownStories(ctx, event.id, named),
      draft: holds
        ? {
            summary: event.summary_of_record,
            sensitivity: event.sensitivity,
            sections: await draftOf(ctx, event),
          }
        : null,
      may: {
        write: holds && event.state !== 'cancelled',
        publish: holds && event.state === 'held',
        tell: event.state === 'held' && can(ctx, tellLoopBack, event),
      },
    }
  },
)

/** The figures behind the section on positions, for its table and picture. */
async function shiftsOf(ctx: Ctx, event: RecordedEvent): Promise<RecordedShift[]> {
  const told = await positionsForRecord(ctx, event)
  return Array.isArray(told) ? told : []
}

function headOf(event: RecordedEvent) {
  return {
    id: event.id,
    title: event.title,
    state: event.state as 'planned' | 'held' | 'cancelled',
    starts_at: event.starts_at.toString(),
    ends_at: event.ends_at.toString(),
    zone: event.zone,
    confidence: event.confidence as Confidence,
    sensitivity: event.sensitivity,
    is_public: event.is_public,
    was_there: event.was_there,
  }
}

export interface Version {
  version: number
  at: Temporal.Instant
  by: string | null
  summary: string | null
  sections: Section[]
  sensitivity: Sensitivity
  confidence: Confidence
}

/** What was published of an event, newest first. */
export async function versionsOf(ctx: Ctx, event: Pick<RecordedEvent, 'community_id' | 'id'>): Promise<Version[]> {
  const { rows } = await sql<Version>`
    select v.version, v.at, p.name as by, v.summary, v.sections, v.sensitivity, v.confidence
      from record_version v left join person p on p.id = v.by_person
     where v.community_id = ${event.community_id} and v.event_id = ${event.id}
     order by v.version desc`.execute(ctx.db)
  return rows
}

/**
 * Whether a version may be read by this reader: for whom it was published and for whom the record is now, the stricter of
 * the two. One that was written when more might leave the room than now is not shown until it is published anew.
 */
export function isReadable(
  ctx: Ctx,
  event: RecordAccess,
  version: Pick<Version, 'sensitivity' | 'confidence'>,
): boolean {
  if (confidences.indexOf(version.confidence) < confidences.indexOf(event.confidence as Confidence)) return false
  const sensitivity = strictest(event.sensitivity as Sensitivity, version.sensitivity)
  return can(ctx, readRecord, { ...event, sensitivity })
}

function strictest(...given: Sensitivity[]): Sensitivity {
  return sensitivities[Math.max(...given.map((each) => sensitivities.indexOf(each)))]!
}
