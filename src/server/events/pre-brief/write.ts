/** Writing the pre-brief of an event. */
import { z } from 'zod'
import { circleFor } from '../../communities/index.ts'
import { personOf, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { flag, id, lines, optional, slug, whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { tendPreBrief } from '../../permissions/pre-brief.ts'
import { query, verb } from '../../verb.ts'
import { eventFor, mustBePlanned, type EventRow } from '../access.ts'
import { formatOf } from '../formats.ts'
import { clearable } from '../input.ts'
import { briefFor, briefToTend } from '../brief.ts'
import { roundOf, setStatements } from '../positions/index.ts'
import { daysOf, usualDays } from '../brief-days.ts'

/** One thing per line, or a list. */
const listed = (most: number, length: number, code: string) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split('\n')
            .map((each) => each.trim())
            .filter(Boolean)
        : value,
    z.array(z.string().trim().min(1).max(length)).max(most, code),
  )

export const writePreBrief = verb(
  'events.write-pre-brief',
  {
    input: z.object({
      id,
      text: lines(20_000).refine((text) => text.length > 0, 'field.empty'),
      questions: listed(12, 500, 'brief.questions').optional(),
      /** Key of the circle that reads it with the panel; nothing for the panel alone. */
      circle: clearable(slug),
      quiet: flag.optional(),
      /** On what positions are asked before the meeting and after it; with `named` under one's name. */
      statements: listed(5, 300, 'positions.statements').optional(),
      named: flag.optional(),
      days: optional(whole(1, 60)),
      by_itself: flag.optional(),
    }),
    does: 'Writes the pre-brief of an event: a text (Markdown), questions to think about, who reads it, and how many days before the event it goes. With `quiet` its mail says nothing of what it says.',
    who: tendPreBrief.says,
  },
  async (ctx, input) => {
    const { event, brief } = await briefToTend(ctx, input.id)
    mustBePlanned(event)
    const circle_id =
      input.circle === undefined
        ? brief
          ? brief.circle_id
          : usualCircle(event)
        : input.circle && (await circleFor(ctx, input.circle)).id
    const written = {
      text: input.text,
      questions: JSON.stringify(input.questions ?? brief?.questions ?? []),
      circle_id,
      is_quiet: input.quiet ?? brief?.is_quiet ?? false,
      days_before: input.days ?? brief?.days_before ?? (await usualFor(ctx, event)),
      goes_by_itself: input.by_itself ?? brief?.goes_by_itself ?? true,
      changed_at: ctx.now,
      changed_by: personOf(ctx).id,
    }
    await ctx.db
      .insertInto('pre_brief')
      .values({ community_id: event.community_id, event_id: event.id, ...written })
      .onConflict((conflict) => conflict.columns(['community_id', 'event_id']).doUpdateSet(written))
      .execute()
    if (input.statements) await setStatements(ctx, event, input.statements, input.named ?? false)
    await record(ctx, 'brief.written', { subject: event.id })
    return { edition: brief?.edition ?? 0 }
  },
)

export const preBriefToWrite = query(
  'events.pre-brief-to-write',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'The pre-brief of an event as it is written, or how one of its format would begin.',
    who: tendPreBrief.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, tendPreBrief, event)
    const written = await ctx.db
      .selectFrom('pre_brief')
      .select('edition')
      .where('community_id', '=', event.community_id)
      .where('event_id', '=', event.id)
      .executeTakeFirst()
    const brief = written && (await briefFor(ctx, event.id)).brief
    const round = await roundOf(ctx, event)
    return {
      event: {
        id: event.id,
        title: event.title,
        starts_at: event.starts_at.toString(),
        zone: event.zone,
        confidence: event.confidence as 'open' | 'learned-leaves' | 'nothing-leaves',
      },
      text: brief?.text ?? '',
      questions: brief?.questions ?? [],
      circle_id: brief ? brief.circle_id : usualCircle(event),
      quiet: brief?.is_quiet ?? false,
      days: brief?.days_before ?? (await usualFor(ctx, event)),
      by_itself: brief?.goes_by_itself ?? true,
      statements: round?.statements.map(({ text }) => text) ?? [],
      named: round?.is_named ?? false,
      edition: brief?.edition ?? 0,
      is_written: brief !== undefined,
    }
  },
)

/** Those who promised to come, else those for whom the event is. */
const usualCircle = (event: EventRow): string | null => event.promise_circle_id ?? event.circle_id

async function usualFor(ctx: Ctx, event: EventRow): Promise<number> {
  return daysOf(await formatOf(ctx, event.format_key)) ?? usualDays
}
