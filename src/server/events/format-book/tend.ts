/** Tending the community's event formats. What a format was before each change is kept by the database itself. */
import { words } from '#i18n/index.ts'
import { z } from 'zod'
import { communityOf, personOf, type Ctx } from '../../ctx.ts'
import { circlesOf } from '../../communities/index.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { formatCatalogue } from '../../foundations/event-formats.ts'
import { flag, line, lines, optional, slug, whole } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { tendFormats } from '../../permissions/formats.ts'
import { verb } from '../../verb.ts'
import { sum, type Segment } from '../agenda.ts'
import { problem } from '../input.ts'
import type { FormatData } from '../formats.ts'
import type { PollPlan } from '../live/index.ts'
import { changed, formatFields, type FormatChanges } from './content.ts'
import { freeKey } from './names.ts'

export const addFormat = verb(
  'events.add-format',
  {
    input: z.object({
      /** Id of a format of the catalogue that the community does not have yet. */
      catalogue: optional(slug),
      /** Key of one of its own formats to be copied. */
      copy: optional(slug),
      name: optional(line(120)),
    }),
    does: 'Adds an event format: one of the catalogue, a copy of one that is there, or a blank one.',
    who: tendFormats.says,
  },
  async (ctx, input) => {
    allow(ctx, tendFormats, undefined)
    const made = await firstContent(ctx, input)
    await ctx.db
      .insertInto('event_format')
      .values({
        ...made,
        data: JSON.stringify(made.data),
        community_id: communityOf(ctx).id,
        id: newId(ctx.now),
        by_hand: true,
        changed_at: ctx.now,
        changed_by: personOf(ctx).id,
      })
      .execute()
    await record(ctx, 'event.format-added', { payload: { format: made.key, name: made.name, ...input } })
    return { key: made.key }
  },
)

export const changeFormat = verb(
  'events.change-format',
  {
    input: z.object({ key: slug, version: optional(whole(1, 1_000_000)), note: optional(lines(500)), ...formatFields }),
    does: 'Changes an event format; what it was before is kept. With `version` it is refused if somebody else changed it meanwhile.',
    who: tendFormats.says,
  },
  async (ctx, { key, version, note, ...changes }) => {
    allow(ctx, tendFormats, undefined)
    const format = await formatToChange(ctx, key)
    if (version !== undefined && version !== format.version) throw new Conflict('formats.changed-meanwhile')
    await mustFit(ctx, changes)
    const data = changed(format, changes)
    const next = {
      name: changes.name ?? format.name,
      class: changes.class ?? format.class,
      minutes: changes.segments?.length ? sum(changes.segments) : (changes.minutes ?? format.minutes),
      data,
    }
    return write(ctx, format, next, note)
  },
)

export const restoreFormat = verb(
  'events.restore-format',
  {
    input: z.object({ key: slug, version: whole(1, 1_000_000) }),
    does: 'Makes an earlier version of an event format the one in force again; what is in force now is kept, too.',
    who: tendFormats.says,
  },
  async (ctx, { key, version }) => {
    allow(ctx, tendFormats, undefined)
    const format = await formatToChange(ctx, key)
    const before = await ctx.db
      .selectFrom('event_format_version')
      .select(['name', 'class', 'minutes', 'data'])
      .where('community_id', '=', communityOf(ctx).id)
      .where('format_key', '=', key)
      .where('version', '=', version)
      .executeTakeFirst()
    if (!before) throw new NotFound('formats.version')
    return write(ctx, format, { ...before, data: before.data as unknown as FormatData }, undefined, version)
  },
)

export const retireFormat = verb(
  'events.retire-format',
  {
    input: z.object({ key: slug, back: flag.optional() }),
    does: 'Retires an event format: it is offered for no new event, and past ones keep it. With `back` it is offered again.',
    who: tendFormats.says,
  },
  async (ctx, { key, back }) => {
    allow(ctx, tendFormats, undefined)
    const format = await formatToChange(ctx, key)
    if (Boolean(format.retired_at) === !back) return { retired: !back }
    await ctx.db
      .updateTable('event_format')
      .set({ retired_at: back ? null : ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('key', '=', key)
      .execute()
    await record(ctx, back ? 'event.format-brought-back' : 'event.format-retired', { payload: { format: key } })
    return { retired: !back }
  },
)

/** A format with its row locked. Throws NotFound `formats.format`. */
export async function formatToChange(ctx: Ctx, key: string) {
  const row = await ctx.db
    .selectFrom('event_format')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('key', '=', key)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('formats.format')
  return { ...row, data: row.data as unknown as FormatData }
}

interface Content {
  name: string
  class: string
  minutes: number
  data: FormatData
}

/** Writes a new version, if anything is different. `restored` names the version that it brings back. */
export async function write(
  ctx: Ctx,
  before: Content & { key: string; version: number },
  next: Content,
  note?: string,
  restored?: number,
) {
  if (told(before) === told(next)) return { version: before.version, changed: false }
  await ctx.db
    .updateTable('event_format')
    .set({
      name: next.name,
      class: next.class,
      minutes: next.minutes,
      data: JSON.stringify(next.data),
      by_hand: true,
      changed_at: ctx.now,
      changed_by: personOf(ctx).id,
      change_note: note || null,
    })
    .where('community_id', '=', communityOf(ctx).id)
    .where('key', '=', before.key)
    .execute()
  await record(ctx, 'event.format-changed', {
    payload: { format: before.key, version: before.version + 1, ...(restored ? { restored } : {}) },
  })
  return { version: before.version + 1, changed: true }
}

/** One text for the same content, in whatever order a database gives its keys. */
function told({ name, class: kind, minutes, data }: Content): string {
  return JSON.stringify([name, kind, minutes, sorted(data)])
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  )
}

async function mustFit(ctx: Ctx, { circle, evaluation_questions }: FormatChanges): Promise<void> {
  if (circle && !(await circlesOf(ctx)).some(({ key }) => key === circle)) throw problem('circle', 'events.circle')
  const known = formatCatalogue('en').questions
  if (evaluation_questions?.some((id) => !known.has(id))) throw problem('evaluation_questions', 'formats.question')
}

async function firstContent(
  ctx: Ctx,
  input: { catalogue?: string | undefined; copy?: string | undefined; name?: string | undefined },
): Promise<Content & { key: string }> {
  if (input.catalogue) {
    const found = formatCatalogue(ctx.locale).formats.get(input.catalogue)
    if (!found) throw new NotFound('formats.format')
    if (await isThere(ctx, found.id)) throw new Conflict('formats.there')
    return {
      key: found.id,
      name: input.name ?? found.name,
      class: found.class,
      minutes: found.duration_minutes,
      data: found as unknown as FormatData,
    }
  }
  if (!input.name) throw problem('name', 'required')
  const key = await freeKey(ctx, input.name)
  if (!input.copy) return { key, name: input.name, class: 'cop-meeting', minutes: 60, data: { segments: [], days: 1 } }
  const { class: kind, minutes, data } = await formatToChange(ctx, input.copy)
  return { key, name: input.name, class: kind, minutes, data }
}

async function isThere(ctx: Ctx, key: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('event_format')
    .select('key')
    .where('community_id', '=', communityOf(ctx).id)
    .where('key', '=', key)
    .executeTakeFirst()
  return found !== undefined
}

/** Makes the parts of an agenda, with their polls, the template of a format. For whoever may tend formats already. */
export async function saveTemplate(
  ctx: Ctx,
  key: string,
  parts: readonly (Segment & { polls: readonly PollPlan[] })[],
  title: string,
) {
  const format = await formatToChange(ctx, key)
  const segments = parts.map(({ day, minutes, title, purpose, mode, lead, polls }) => ({
    day,
    minutes,
    title,
    ...(purpose ? { purpose } : {}),
    mode,
    lead,
    ...(polls.length > 0 ? { polls: [...polls] } : {}),
  }))
  const data = { ...format.data, segments, days: Math.max(1, ...parts.map(({ day }) => day)) }
  return write(
    ctx,
    format,
    { ...format, minutes: sum(parts), data },
    words(communityOf(ctx).locale)('agenda.fromEvent', { title }),
  )
}
