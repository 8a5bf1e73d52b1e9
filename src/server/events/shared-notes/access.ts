/** Who gets at the notes of a meeting to write them. */
import { memberOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotAllowed, NotFound } from '../../errors.ts'
import { allow, can } from '../../permissions/index.ts'
import { runRoom } from '../../permissions/live.ts'
import { editNote, writeNotes } from '../../permissions/meet.ts'
import { inRoom, roomFor, type LiveRoom } from '../live/index.ts'

/** The room for somebody who writes notes: while it is open, and for whoever runs it also afterwards. */
export async function notesFor(ctx: Ctx, event: string): Promise<LiveRoom> {
  memberOf(ctx)
  const live = await roomFor(ctx, { id: event })
  allow(ctx, writeNotes, live.event)
  if (live.event.confidence === 'nothing-leaves') throw new Conflict('meet.nothing-leaves')
  if (!live.room) throw new Conflict('live.not-open')
  if (live.room.ended_at && !can(ctx, runRoom, live.event)) throw new Conflict('live.over')
  return live
}

/** A note that was not taken out, locked. Throws NotFound `meet.note`, NotAllowed for whoever may not change it. */
export async function noteToChange(ctx: Ctx, live: LiveRoom, note: string) {
  const found = await ctx.db
    .selectFrom('note')
    .select(['id', 'section', 'text', 'version', 'member_id', 'beside'])
    .where((eb) => eb.and({ ...inRoom(ctx, live), id: note }))
    .where('taken_out_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new NotFound('meet.note')
  if (!can(ctx, editNote, { ...live.event, member_id: found.member_id })) throw new NotAllowed(editNote.name)
  return found
}
