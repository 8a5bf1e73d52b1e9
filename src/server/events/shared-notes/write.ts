/** Writing notes together: each is its own, and what two people change at once is kept twice rather than lost. */
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotAllowed, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { id, lines, whole } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { runRoom } from '../../permissions/live.ts'
import { editNote as mayEdit, writeNotes } from '../../permissions/meet.ts'
import { query, verb } from '../../verb.ts'
import { problem } from '../input.ts'
import { announce, participantOf, roomFor, roomInput, type LiveRoom } from '../live/index.ts'
import { noteSections } from './sections.ts'

const text = lines(5000).pipe(z.string().min(1, 'field.empty'))

export const addNote = verb(
  'live.add-note',
  {
    input: z.object({ id: roomInput.id, section: z.string('required').max(60), text }),
    does: 'Adds a note to a section of what the meeting keeps. It stands beside the notes of others.',
    who: writeNotes.says,
  },
  async (ctx, input) => {
    const live = await notesFor(ctx, input.id)
    if (!(await noteSections(ctx, live.event)).some(({ key }) => key === input.section))
      throw problem('section', 'meet.section')
    await participantOf(ctx, live)
    const same = await ctx.db
      .selectFrom('note')
      .select('id')
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', live.event.id)
      .where('section', '=', input.section)
      .where('text', '=', input.text)
      .where('member_id', '=', memberOf(ctx).id)
      .where('taken_out_at', 'is', null)
      .executeTakeFirst()
    if (same) return { note: same.id }
    const note = await insert(ctx, live, { section: input.section, text: input.text, beside: null })
    return { note }
  },
)

export const noteToEdit = query(
  'live.note-to-edit',
  {
    input: z.object({ id: roomInput.id, note: z.string('required').max(60) }),
    does: 'One note with its version, to be changed.',
    who: mayEdit.says,
  },
  async (ctx, input) => {
    const live = await notesFor(ctx, input.id)
    if (!id.safeParse(input.note).success) throw new NotFound('meet.note')
    const { text, version, ...note } = await noteToChange(ctx, live, input.note)
    return { note: note.id, text, version, title: live.event.title }
  },
)

export const editNote = verb(
  'live.edit-note',
  {
    input: z.object({ id: roomInput.id, note: id, version: whole(1, 1_000_000), text }),
    does: 'Changes a note. `version` is the one that you had before you: if somebody changed it since, yours is kept as a note beside it.',
    who: mayEdit.says,
  },
  async (ctx, input) => {
    const live = await notesFor(ctx, input.id)
    const note = await noteToChange(ctx, live, input.note)
    if (note.text === input.text) return { note: note.id, beside: false }
    if (note.version !== input.version) {
      const beside = await insert(ctx, live, { section: note.section, text: input.text, beside: note.id })
      return { note: beside, beside: true }
    }
    await ctx.db
      .updateTable('note')
      .set({ text: input.text, version: note.version + 1, edited_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', live.event.id)
      .where('id', '=', note.id)
      .execute()
    await announce(ctx, live.event.id, 'notes')
    return { note: note.id, beside: false }
  },
)

export const takeNoteOut = verb(
  'live.take-note-out',
  {
    input: z.object({ id: roomInput.id, note: id }),
    does: 'Takes a note out of what the meeting keeps. Its row stays, so that nothing is lost by mistake.',
    who: mayEdit.says,
  },
  async (ctx, input) => {
    const live = await notesFor(ctx, input.id)
    const note = await noteToChange(ctx, live, input.note)
    await ctx.db
      .updateTable('note')
      .set({ taken_out_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('event_id', '=', live.event.id)
      .where('id', '=', note.id)
      .execute()
    await announce(ctx, live.event.id, 'notes')
    return { note: note.id }
  },
)

/** The room for somebody who writes notes: while it is open, and for whoever runs it also afterwards. */
async function notesFor(ctx: Ctx, event: string): Promise<LiveRoom> {
  memberOf(ctx)
  const live = await roomFor(ctx, { id: event })
  allow(ctx, writeNotes, live.event)
  if (live.event.confidence === 'nothing-leaves') throw new Conflict('meet.nothing-leaves')
  if (!live.room) throw new Conflict('live.not-open')
  if (live.room.ended_at && !can(ctx, runRoom, live.event)) throw new Conflict('live.over')
  return live
}

async function noteToChange(ctx: Ctx, live: LiveRoom, note: string) {
  const found = await ctx.db
    .selectFrom('note')
    .select(['id', 'section', 'text', 'version', 'member_id'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', live.event.id)
    .where('id', '=', note)
    .where('taken_out_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new NotFound('meet.note')
  if (!can(ctx, mayEdit, { ...live.event, member_id: found.member_id })) throw new NotAllowed(mayEdit.name)
  return found
}

async function insert(
  ctx: Ctx,
  live: LiveRoom,
  note: { section: string; text: string; beside: string | null },
): Promise<string> {
  const id = newId(ctx.now)
  await ctx.db
    .insertInto('note')
    .values({
      ...note,
      community_id: communityOf(ctx).id,
      event_id: live.event.id,
      id,
      member_id: memberOf(ctx).id,
      at: ctx.now,
    })
    .execute()
  await record(ctx, 'live.noted', { subject: live.event.id, payload: { note: id } })
  await announce(ctx, live.event.id, 'notes')
  return id
}
