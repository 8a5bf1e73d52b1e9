/** Editing the record: a section in one's own words, set back to the draft, the summary, for whom it is. */
import { z } from 'zod'
import { personOf, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { id, lines, oneOf, optional, slug } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { sensitivities, type Sensitivity } from '../../permissions/record.ts'
import { verb } from '../../verb.ts'
import { clearable, problem } from '../input.ts'
import { here, recordToWrite, type RecordedEvent } from './access.ts'
import { sources } from './sources/index.ts'

/** What people type of a record as a whole. */
export const wholeRecord = {
  summary: clearable(lines(10_000)),
  sensitivity: optional(oneOf(sensitivities)),
}

export const writeRecord = verb(
  'events.write-record',
  {
    input: z.object({ id, ...wholeRecord }),
    does: 'Writes the summary of an event’s record and says for whom it is. What is not given stays. Nobody else reads it before it is published.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordToWrite(ctx, input.id)
    allow(ctx, holdEvent, event)
    await keepRecord(ctx, event, input)
    return { event: event.id }
  },
)

export const writeSection = verb(
  'events.write-section',
  {
    input: z.object({ id, section: slug, text: lines(20_000) }),
    does: 'Writes a section of the record in one’s own words: they stand in place of the draft, whatever its sources say later.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordToWrite(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBeText(input.section)
    await keepRecord(ctx, event, {})
    const kept = { text: input.text, edited_at: ctx.now, edited_by: personOf(ctx).id }
    await ctx.db
      .insertInto('record_section')
      .values({ community_id: here(ctx), event_id: event.id, key: input.section, ...kept })
      .onConflict((conflict) => conflict.columns(['community_id', 'event_id', 'key']).doUpdateSet(kept))
      .execute()
    return { event: event.id }
  },
)

export const setSectionBack = verb(
  'events.set-section-back',
  {
    input: z.object({ id, section: slug }),
    does: 'Sets a section back to what is drafted from what happened.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordToWrite(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBeText(input.section)
    await ctx.db
      .deleteFrom('record_section')
      .where('community_id', '=', here(ctx))
      .where('event_id', '=', event.id)
      .where('key', '=', input.section)
      .execute()
    return { event: event.id }
  },
)

/** Keeps summary and sensitivity of an event that the actor holds; what is not given stays. Returns the sensitivity. */
export async function keepRecord(
  ctx: Ctx,
  event: RecordedEvent,
  typed: { summary?: string | null | undefined; sensitivity?: Sensitivity | undefined },
): Promise<{ summary: string | null; sensitivity: Sensitivity }> {
  if (typed.sensitivity === 'public' && !event.is_public) throw problem('sensitivity', 'record.not-public')
  const kept = {
    summary: typed.summary === undefined ? event.summary_of_record : typed.summary || null,
    sensitivity: typed.sensitivity ?? event.sensitivity,
  }
  const edited = { ...kept, edited_at: ctx.now, edited_by: personOf(ctx).id }
  await ctx.db
    .insertInto('event_record')
    .values({ community_id: here(ctx), event_id: event.id, ...edited })
    .onConflict((conflict) => conflict.columns(['community_id', 'event_id']).doUpdateSet(edited))
    .execute()
  return kept
}

function mustBeText(section: string): void {
  if (!sources.some(({ key, rows }) => key === section && !rows)) throw new NotFound('record.section')
}
