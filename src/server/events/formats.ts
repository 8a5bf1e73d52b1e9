/** The community's own event formats: its copy of the catalogue, which it may change. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { newId } from '../foundations/id.ts'
import { allow } from '../permissions/index.ts'
import { planEvents } from '../permissions/events.ts'
import { query } from '../verb.ts'
import type { Template } from './agenda.ts'
import { problem } from './input.ts'

/** What a format's `data` holds of content/event-formats.json, as far as this room reads it. */
export interface FormatData extends Template {
  purpose?: string
  not_for?: string
  default_cadence?: string
  size?: { min: number; ideal: number; max: number }
  delivery_modes?: string[]
  /** The least share of the time, 0 to 1, in which people should work together. */
  interactive_share?: number
  /** Key of the circle that such an event is usually for. */
  circle?: string | undefined
  roles?: { role: string; duty?: string; count?: number }[]
  facilitation_approach?: string
  /** Days from the beginning of the event, negative before it. */
  preparation?: { offset_days: number; task: string; owner: string }[]
  documentation?: {
    capture?: string[]
    outputs?: { content_type: string; due_days: number; owner: string; optional?: boolean }[]
  }
  /** Hours from the end of the event. */
  follow_up?: { offset_hours: number; task: string; owner: string }[]
  /** Ids of questions of the post-event pulse (content/surveys.json). */
  evaluation_questions?: string[]
  /** What a call for cases or for showcases asks. */
  call_questions?: string[]
  /** How many days before such an event its pre-brief goes; none where it has none. */
  /** After how many days who is asked what came of it. */
  loop_back?: { days: number[]; to: 'attended' | 'told' }
  pre_brief?: { days: number } | null
  low_bandwidth_variant?: string
  success_criteria?: string[]
  notes?: string
}

export interface Format {
  key: string
  name: string
  /** A webinar is not a CoP meeting: classes are never added up. */
  class: string
  minutes: number
  data: FormatData
  /** Not offered for new events any more. */
  retired: boolean
}

export const formats = query(
  'events.formats',
  {
    input: z.object({}),
    does: 'The event formats of the community: what each is for, its length, size and variants.',
    who: planEvents.says,
  },
  async (ctx) => {
    allow(ctx, planEvents, undefined)
    const rows = await formatsOf(ctx)
    return rows
      .filter(({ retired }) => !retired)
      .map(({ key, name, class: kind, minutes, data }) => ({
        key,
        name,
        class: kind,
        minutes,
        purpose: data.purpose ?? null,
        not_for: data.not_for ?? null,
        size: data.size ?? null,
        variants: (data.variants ?? [])
          .filter(({ segments }) => segments)
          .map(({ id, name, duration_minutes }) => ({ id, name: name ?? id, minutes: duration_minutes ?? minutes })),
      }))
  },
)

/** All formats of the community, by name. */
export async function formatsOf(ctx: Ctx): Promise<Format[]> {
  const rows = await ctx.db
    .selectFrom('event_format')
    .select(['key', 'name', 'class', 'minutes', 'data', 'retired_at'])
    .where('community_id', '=', communityOf(ctx).id)
    .orderBy('name')
    .execute()
  return rows.map(asFormat)
}

/** One format by its key. Throws Invalid `events.format` at the field `format` where there is none. */
export async function formatOf(ctx: Ctx, key: string): Promise<Format> {
  const row = await ctx.db
    .selectFrom('event_format')
    .select(['key', 'name', 'class', 'minutes', 'data', 'retired_at'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!row) throw problem('format', 'events.format')
  return asFormat(row)
}

function asFormat({
  retired_at,
  data,
  ...row
}: Omit<Format, 'data' | 'retired'> & { retired_at: unknown; data: unknown }) {
  return { ...row, data: data as FormatData, retired: retired_at !== null }
}

/**
 * Gives the community formats, as launching does. A format that is there already takes the new data.
 * Returns how many were written.
 */
export async function placeFormats(ctx: Ctx, given: readonly Omit<Format, 'retired'>[]): Promise<number> {
  if (given.length === 0) return 0
  const rows = given.map(({ data, ...format }) => ({
    ...format,
    community_id: communityOf(ctx).id,
    id: newId(ctx.now),
    data: JSON.stringify(data),
  }))
  await ctx.db
    .insertInto('event_format')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['community_id', 'key']).doUpdateSet({
        name: sql`excluded.name`,
        class: sql`excluded.class`,
        minutes: sql`excluded.minutes`,
        data: sql`excluded.data`,
      }),
    )
    .execute()
  return rows.length
}
