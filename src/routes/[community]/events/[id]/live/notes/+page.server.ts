import { editNote, noteToEdit, takeNoteOut } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) =>
    noteToEdit.run(ctx, { id: event.params.id, note: event.url.searchParams.get('note') ?? '' }),
  )

const room = (path: string) => `${path.replace(/\/notes$/, '')}#notes`

export const actions = {
  save: act(async (ctx, typed, event) => {
    const { beside } = await editNote.run(ctx, { ...typed, id: event.params.id })
    return { to: room(event.url.pathname), flash: beside ? 'meet.notes.keptBeside' : 'meet.notes.changed' }
  }),
  out: act(async (ctx, typed, event) => {
    await takeNoteOut.run(ctx, { ...typed, id: event.params.id })
    return { to: room(event.url.pathname), flash: 'meet.notes.out' }
  }),
}
