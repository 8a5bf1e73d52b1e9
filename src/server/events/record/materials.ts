/** Materials of an event: links and files, before, during and after it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { personOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { keepFile, openFile, type OpenedFile } from '../../foundations/files/index.ts'
import { id, line, oneOf, optional } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow, can } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { readRecord, sensitivities, type Sensitivity } from '../../permissions/record.ts'
import { query, verb } from '../../verb.ts'
import { problem } from '../input.ts'
import { here, mustBe, recordedEvent, recordToWrite, type RecordedEvent } from './access.ts'

export const phases = ['before', 'during', 'after'] as const
export type Phase = (typeof phases)[number]

/** How many an event may have: a shelf, not a store. */
const most = 60

/** What people say of either. */
const material = { id, phase: oneOf(phases), sensitivity: optional(oneOf(sensitivities)) }

export const addLink = verb(
  'events.add-link',
  {
    input: z.object({
      ...material,
      title: optional(line(200)),
      url: z
        .url({ protocol: /^https?$/, error: 'events.link' })
        .max(1000)
        .meta({ examples: ['https://example.org/reading'] }),
    }),
    does: 'Adds a link to an event: something to read before, a recording, what came out. Without a title it is called as its site.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventWithRoom(ctx, input)
    const title = input.title ?? URL.parse(input.url)!.hostname
    return add(ctx, event, { ...input, title, url: input.url, file_id: null })
  },
)

export const uploadMaterial = verb(
  'events.upload-material',
  {
    input: z.object({ ...material, title: optional(line(200)), file: z.instanceof(File).optional() }),
    does: 'Adds a file to an event. Without a title it is called as it is called.',
    who: holdEvent.says,
    api: false,
  },
  async (ctx, input) => {
    const event = await eventWithRoom(ctx, input)
    if (!input.file) throw problem('file', 'file.empty')
    const { id: file_id, name } = await keepFile(ctx, input.file, 'file')
    return add(ctx, event, { ...input, title: input.title ?? name, url: null, file_id })
  },
)

export const removeMaterial = verb(
  'events.remove-material',
  {
    input: z.object({ material: id }),
    does: 'Takes a material away from an event; nobody finds it there any more.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const found = mustBe(
      await ctx.db
        .selectFrom('material')
        .select('event_id')
        .where('community_id', '=', here(ctx))
        .where('id', '=', input.material)
        .where('removed_at', 'is', null)
        .executeTakeFirst(),
    )
    const event = await recordToWrite(ctx, found.event_id)
    allow(ctx, holdEvent, event)
    await ctx.db
      .updateTable('material')
      .set({ removed_at: ctx.now, removed_by: personOf(ctx).id })
      .where('community_id', '=', here(ctx))
      .where('id', '=', input.material)
      .execute()
    return { event: event.id }
  },
)

export const eventMaterials = query(
  'events.materials',
  {
    input: z.object({ id }),
    does: 'The materials of an event that you may read, in the order in which they are needed.',
    who: readRecord.says,
  },
  async (ctx, input) => {
    const event = await recordedEvent(ctx, input.id)
    return materialsFor(ctx, event)
  },
)

export interface Material {
  id: string
  title: string
  phase: Phase
  url: string | null
  type: string | null
  bytes: number | null
  sensitivity: Sensitivity
}

/** Everything that lies at an event, whoever may read it: for who tends it. */
export async function materialsOf(ctx: Ctx, event: Pick<RecordedEvent, 'community_id' | 'id'>): Promise<Material[]> {
  const { rows } = await sql<Material>`
    select m.id, m.title, m.phase, m.url, m.sensitivity, f.type, f.bytes
      from material m left join stored_file f on f.community_id = m.community_id and f.id = m.file_id
     where m.community_id = ${event.community_id} and m.event_id = ${event.id} and m.removed_at is null
     order by array_position(array['before', 'during', 'after'], m.phase), m.id`.execute(ctx.db)
  return rows
}

/** Those of them that this reader may have. */
export async function materialsFor(ctx: Ctx, event: RecordedEvent): Promise<Material[]> {
  return (await materialsOf(ctx, event)).filter(({ sensitivity }) => can(ctx, readRecord, { ...event, sensitivity }))
}

/** The file of a material, to be sent. Throws NotFound for who may not have it. */
export async function materialFile(ctx: Ctx, asked: { id: string; material: string }): Promise<OpenedFile> {
  const event = await recordedEvent(ctx, asked.id)
  const row = mustBe(
    z.uuid().safeParse(asked.material).success
      ? await ctx.db
          .selectFrom('material')
          .select(['file_id', 'sensitivity'])
          .where('community_id', '=', here(ctx))
          .where('event_id', '=', event.id)
          .where('id', '=', asked.material)
          .where('removed_at', 'is', null)
          .executeTakeFirst()
      : undefined,
  )
  mustBe(can(ctx, readRecord, { ...event, sensitivity: row.sensitivity }) || undefined)
  return openFile(ctx, mustBe(row.file_id ?? undefined))
}

interface NewMaterial {
  title: string
  phase: Phase
  sensitivity?: Sensitivity | undefined
  url: string | null
  file_id: string | null
}

async function add(ctx: Ctx, event: RecordedEvent, typed: NewMaterial): Promise<{ material: string; event: string }> {
  const material = newId(ctx.now)
  await ctx.db
    .insertInto('material')
    .values({
      community_id: here(ctx),
      event_id: event.id,
      id: material,
      title: typed.title,
      phase: typed.phase,
      url: typed.url,
      file_id: typed.file_id,
      sensitivity: typed.sensitivity ?? 'members',
      at: ctx.now,
      added_by: personOf(ctx).id,
    })
    .execute()
  await record(ctx, 'material.added', { subject: event.id, payload: { material, phase: typed.phase } })
  return { material, event: event.id }
}

/** An event that the actor holds and whose shelf is not full. */
async function eventWithRoom(
  ctx: Ctx,
  typed: { id: string; sensitivity?: Sensitivity | undefined },
): Promise<RecordedEvent> {
  const event = await recordToWrite(ctx, typed.id)
  allow(ctx, holdEvent, event)
  if (typed.sensitivity === 'public' && !event.is_public) throw problem('sensitivity', 'record.not-public')
  if (event.state === 'cancelled') throw new Conflict('events.cancelled')
  if ((await materialsOf(ctx, event)).length >= most) throw problem('title', 'record.too-many-materials', { most })
  return event
}
