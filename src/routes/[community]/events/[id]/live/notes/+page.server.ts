import { editNote, joinNotes, noteToEdit, takeNoteOut } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) =>
    noteToEdit.run(ctx, { id: event.params.id, note: event.url.searchParams.get('note') ?? '' }),
  )

const room = (path: string) => `${path.replace(/\/notes$/, '')}#notes`

export const actions = {
  save: act(async (ctx, typed, event) => {
    const { note, beside, merged } = await editNote.run(ctx, { ...typed, id: event.params.id })
    // Of two that are kept, the one that was just written is shown beside the other.
    if (beside) return { to: `${event.url.pathname}?note=${note}`, flash: 'meet.notes.keptBeside' }
    return { to: room(event.url.pathname), flash: merged ? 'meet.notes.merged' : 'meet.notes.changed' }
  }),
  join: act(async (ctx, typed, event) => {
    await joinNotes.run(ctx, { ...typed, id: event.params.id })
    return { to: room(event.url.pathname), flash: 'meet.notes.joined' }
  }),
  out: act(async (ctx, typed, event) => {
    await takeNoteOut.run(ctx, { ...typed, id: event.params.id })
    return { to: room(event.url.pathname), flash: 'meet.notes.out' }
  }),
}
