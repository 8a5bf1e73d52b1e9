/** Writing notes together: changes of several people are put together, and what cannot be is kept twice rather than lost. */
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { id, lines, whole } from '../../foundations/input.ts'
import { mergeTexts } from '../../foundations/text/merge.ts'
import { editNote as mayEdit, writeNotes } from '../../permissions/meet.ts'
import { verb } from '../../verb.ts'
import { problem } from '../input.ts'
import { announce, inRoom, participantOf, roomInput, type LiveRoom } from '../live/index.ts'
import { notesFor, noteToChange } from './access.ts'
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
      .where((eb) =>
        eb.and({ ...inRoom(ctx, live), section: input.section, text: input.text, member_id: memberOf(ctx).id }),
      )
      .where('taken_out_at', 'is', null)
      .executeTakeFirst()
    if (same) return { note: same.id }
    const note = await insert(ctx, live, { section: input.section, text: input.text, beside: null })
    return { note }
  },
)

export const editNote = verb(
  'live.edit-note',
  {
    input: z.object({ id: roomInput.id, note: id, version: whole(1, 1_000_000), text }),
    does: 'Changes a note. `version` is the one that you had before you: what somebody changed since is put together with yours (`merged`), and where both changed the same sentence yours is kept as a note beside it (`beside`).',
    who: mayEdit.says,
  },
  async (ctx, input) => {
    const live = await notesFor(ctx, input.id)
    const note = await noteToChange(ctx, live, input.note)
    const kept = { note: note.id, beside: false, merged: false }
    if (note.text === input.text) return kept
    if (note.version === input.version) {
      await rewrite(ctx, live, note, input.text)
      return kept
    }
    const together = await putTogether(ctx, live, note, input)
    if (together === null) {
      const beside = await insert(ctx, live, { section: note.section, text: input.text, beside: note.id })
      return { ...kept, note: beside, beside: true }
    }
    if (together !== note.text) await rewrite(ctx, live, note, together)
    return { ...kept, merged: true }
  },
)

export const joinNotes = verb(
  'live.join-notes',
  {
    input: z.object({ id: roomInput.id, note: id, version: whole(1, 1_000_000), text }),
    does: 'Makes one note of two that were written at the same time: of the one kept beside (`note`) and the one it stands beside, of which you had `version` before you.',
    who: mayEdit.says,
  },
  async (ctx, input) => {
    const live = await notesFor(ctx, input.id)
    const beside = await noteToChange(ctx, live, input.note)
    if (!beside.beside) throw new NotFound('meet.note')
    const note = await noteToChange(ctx, live, beside.beside)
    if (note.version !== input.version) throw new Conflict('meet.changed-again')
    if (note.text !== input.text) await rewrite(ctx, live, note, input.text)
    await takeOut(ctx, live, beside.id)
    return { note: note.id }
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
    await takeOut(ctx, live, note.id)
    return { note: note.id }
  },
)

interface Stored {
  id: string
  text: string
  version: number
}

/** Their text with what was typed; `null` where that is for people to settle, or where nobody knows from what it began. */
async function putTogether(
  ctx: Ctx,
  live: LiveRoom,
  note: Stored,
  typed: { version: number; text: string },
): Promise<string | null> {
  const began = await ctx.db
    .selectFrom('note_version')
    .select('text')
    .where((eb) => eb.and({ ...inRoom(ctx, live), note_id: note.id, version: typed.version }))
    .executeTakeFirst()
  const together = began ? mergeTexts(began.text, note.text, typed.text, communityOf(ctx).locale) : null
  return together !== null && text.safeParse(together).success ? together : null
}

/** Another text for a note; what it read like before is kept. */
async function rewrite(ctx: Ctx, live: LiveRoom, note: Stored, text: string): Promise<void> {
  await ctx.db
    .insertInto('note_version')
    .values({ ...inRoom(ctx, live), note_id: note.id, version: note.version, text: note.text })
    .execute()
  await ctx.db
    .updateTable('note')
    .set({ text, version: note.version + 1, edited_at: ctx.now })
    .where((eb) => eb.and({ ...inRoom(ctx, live), id: note.id }))
    .execute()
  await announce(ctx, live.event.id, 'notes')
}

async function takeOut(ctx: Ctx, live: LiveRoom, note: string): Promise<void> {
  await ctx.db
    .updateTable('note')
    .set({ taken_out_at: ctx.now })
    .where((eb) => eb.and({ ...inRoom(ctx, live), id: note }))
    .execute()
  await announce(ctx, live.event.id, 'notes')
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
      ...inRoom(ctx, live),
      id,
      member_id: memberOf(ctx).id,
      at: ctx.now,
    })
    .execute()
  await record(ctx, 'live.noted', { subject: live.event.id, payload: { note: id } })
  await announce(ctx, live.event.id, 'notes')
  return id
}
