/**
 * The documentation checklist of an event with its deadlines, from its format (domain/04: documentation and follow-up). What
 * happened ticks itself; what happens elsewhere is ticked by hand.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { words, type Words } from '#i18n/index.ts'
import catalogue from '#content/event-formats.json' with { type: 'json' }
import french from '#content/fr/event-formats.json' with { type: 'json' }
import { personOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import type { FactKind } from '../../facts.ts'
import { flag, id, line } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query, verb } from '../../verb.ts'
import type { EventRow } from '../access.ts'
import { nameOf } from '../names.ts'
import { here, mustBe, recordedEvent, recordToWrite } from './access.ts'

/** What of a format's `data` the checklist is read from. */
interface Documented {
  documentation?: { outputs?: { content_type: string; due_days: number; owner: string; optional?: boolean }[] }
  /** `ticked_by`: the kind of fact about the event that shows that it was done. */
  follow_up?: { offset_hours: number; task: string; owner: string; ticked_by?: string }[]
}

interface Step {
  key: string
  text: string
  owner: string
  /** Hours after the event ended. */
  hours: number
  optional: boolean
  /** The kind of fact about the event that ticks it. */
  tickedBy?: string
}

export interface DocumentationItem {
  key: string
  text: string
  /** The role that does it, in the reader's language. */
  owner: string
  due_at: string
  done_at: string | null
  optional: boolean
  /** Not done though its time has come. */
  is_late: boolean
  /** Ticked by what happens; nobody ticks it by hand. */
  by_itself: boolean
}

/** What can tick an item by itself: kinds of facts; that people were told is read from `record.published`. */
const ticking: readonly FactKind[] = ['event.held', 'pulse.opened', 'record.published', 'review.kept']

/** Kinds of content that the record of an event is; the others are written elsewhere and ticked by hand. */
const recordTypes = new Set([
  'session-note',
  'clinic-note',
  'discussion-summary',
  'retreat-report',
  'wg-update',
  'theme-list',
])

export const documentation = query(
  'events.documentation',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'The documentation checklist of an event: what is to be done by whom and when, and what is done.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordedEvent(ctx, input.id)
    allow(ctx, holdEvent, event)
    return checklistOf(ctx, event)
  },
)

export const tickDocumentation = verb(
  'events.tick-documentation',
  {
    input: z.object({ id, item: line(200), done: flag }),
    does: 'Ticks an item of an event’s documentation checklist that only a person can know of, or takes the tick back.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await recordToWrite(ctx, input.id)
    allow(ctx, holdEvent, event)
    const item = mustBe((await checklistOf(ctx, event)).find(({ key }) => key === input.item))
    if (item.by_itself) throw new Conflict('record.ticks-itself')
    const row = { community_id: here(ctx), event_id: event.id, key: input.item }
    if (input.done) {
      await ctx.db
        .insertInto('documentation_tick')
        .values({ ...row, at: ctx.now, by_person: personOf(ctx).id })
        .onConflict((conflict) => conflict.columns(['community_id', 'event_id', 'key']).doNothing())
        .execute()
    } else {
      await ctx.db
        .deleteFrom('documentation_tick')
        .where((eb) => eb.and(row))
        .execute()
    }
    return { event: event.id }
  },
)

/** The checklist of one event, soonest first, in the reader's language. */
export async function checklistOf(
  ctx: Ctx,
  event: EventRow,
  w: Words = words(ctx.locale),
): Promise<DocumentationItem[]> {
  const { rows } = await sql<{ data: Documented }>`select data from event_format
    where community_id = ${event.community_id} and key = ${event.format_key}`.execute(ctx.db)
  const steps = stepsOf(event.format_key, rows[0]!.data, w)
  const done = await doneOf(ctx, event)
  return steps.map((step) => {
    const due = event.ends_at.add({ hours: step.hours })
    const at = done.get(step.tickedBy ?? step.key)
    return {
      key: step.key,
      text: step.text,
      owner: nameOf('roles', step.owner, w.locale),
      due_at: due.toString(),
      done_at: at?.toString() ?? null,
      optional: step.optional,
      is_late: !at && !step.optional && due.epochMilliseconds < ctx.now.epochMilliseconds,
      by_itself: step.tickedBy !== undefined,
    }
  })
}

/** When what can tick an item happened, by kind of fact, and what was ticked by hand, by its key. */
async function doneOf(ctx: Ctx, event: EventRow): Promise<Map<string, Temporal.Instant>> {
  const { rows } = await sql<{ key: string; at: Temporal.Instant }>`
    select key, at from documentation_tick where community_id = ${event.community_id} and event_id = ${event.id}
     union all
    select kind, min(at) from fact
     where community_id = ${event.community_id} and subject_id = ${event.id} and kind = any(${[...ticking]}) group by kind
     union all
    select 'record.told', min(at) from fact
     where community_id = ${event.community_id} and subject_id = ${event.id} and kind = 'record.published' and (payload->>'mail')::boolean
    having count(*) > 0`.execute(ctx.db)
  return new Map(rows.map(({ key, at }) => [key, at]))
}

/** What a format asks for, soonest first. What the platform does by itself is no task; two that one fact ticks are one. */
function stepsOf(format: string, data: Documented, w: Words): Step[] {
  const close: Step = {
    key: 'close',
    text: w('record.documentation.close'),
    owner: 'facilitator',
    hours: 24,
    optional: false,
    tickedBy: 'event.held',
  }
  const outputs = (data.documentation?.outputs ?? []).map((output): Step => ({
    key: `output:${output.content_type}`,
    text: w('record.documentation.output', { what: outputName(output.content_type, w) }),
    owner: output.owner,
    hours: output.due_days * 24,
    optional: output.optional ?? false,
    ...(recordTypes.has(output.content_type) ? { tickedBy: 'record.published' } : {}),
  }))
  const tasks = (data.follow_up ?? []).flatMap((task, i): Step[] =>
    task.owner === 'system'
      ? []
      : [
          {
            key: `task:${i}`,
            text: begun(taskName(format, i, task.task, w)),
            owner: task.owner,
            hours: Math.max(task.offset_hours, 1),
            optional: false,
            ...(task.ticked_by ? { tickedBy: task.ticked_by } : {}),
          },
        ],
  )
  const steps = [close, ...outputs, ...tasks].toSorted((a, b) => a.hours - b.hours)
  return steps.filter(({ tickedBy }, i) => !tickedBy || steps.findIndex((step) => step.tickedBy === tickedBy) === i)
}

type Translated = Record<string, { follow_up?: { task?: string }[] } | undefined>

/** The catalogue's own tasks are translated; a task that a community wrote stands for itself. */
function taskName(format: string, i: number, task: string, w: Words): string {
  const original = catalogue.formats.find(({ id }) => id === format)?.follow_up[i]?.task
  if (w.locale !== 'fr' || original !== task) return task
  return (french.formats as Translated)[format]?.follow_up?.[i]?.task ?? task
}

/** The catalogue's tasks begin small; in a list of sentences they do not. */
const begun = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function outputName(type: string, w: Words): string {
  const names: Record<string, string> = w.locale === 'fr' ? french.outputs : {}
  return names[type] ?? catalogue.outputs.find(({ id }) => id === type)?.name ?? type
}
