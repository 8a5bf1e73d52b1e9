/** One note to be changed; beside another that was written at the same time, with where the two differ. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { id } from '../../foundations/input.ts'
import { compareTexts, type Stretch } from '../../foundations/text/merge.ts'
import { can } from '../../permissions/index.ts'
import { editNote } from '../../permissions/meet.ts'
import { query } from '../../verb.ts'
import { inRoom, roomInput, type LiveRoom } from '../live/index.ts'
import { notesFor, noteToChange } from './access.ts'

export const noteToEdit = query(
  'live.note-to-edit',
  {
    input: z.object({ id: roomInput.id, note: z.string('required').max(60) }),
    does: 'One note with its version, to be changed; of one that was kept beside another, where the two differ, and both in one text (`other`).',
    who: editNote.says,
  },
  async (ctx, input) => {
    const live = await notesFor(ctx, input.id)
    if (!id.safeParse(input.note).success) throw new NotFound('meet.note')
    const { text, version, beside, ...note } = await noteToChange(ctx, live, input.note)
    const other = beside ? await differing(ctx, live, beside, text) : null
    return { note: note.id, text, version, title: live.event.title, other }
  },
)

/** The note beside which another stands: how it reads, where they differ, and all that both say. */
async function differing(ctx: Ctx, live: LiveRoom, note: string, mine: string) {
  const theirs = await ctx.db
    .selectFrom('note')
    .select(['text', 'version', 'member_id'])
    .where((eb) => eb.and({ ...inRoom(ctx, live), id: note }))
    .where('taken_out_at', 'is', null)
    .executeTakeFirst()
  if (!theirs || !can(ctx, editNote, { ...live.event, member_id: theirs.member_id })) return null
  const stretches = compareTexts(theirs.text, mine, communityOf(ctx).locale)
  return { text: theirs.text, version: theirs.version, stretches, together: allOf(stretches) }
}

/** Everything that either says, theirs before mine where they differ. */
function allOf(stretches: readonly Stretch[]): string {
  return stretches
    .map((each) => {
      if ('both' in each) return each.both
      const gap = each.theirs && each.mine && !/\s$/.test(each.theirs) ? ' ' : ''
      return each.theirs + gap + each.mine
    })
    .join('')
}
