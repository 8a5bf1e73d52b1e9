/** The notes of a meeting, by section. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { can } from '../../permissions/index.ts'
import { beInRoom, runRoom } from '../../permissions/live.ts'
import { query } from '../../verb.ts'
import { roomFor, roomInput, type LiveRoom } from '../live/index.ts'
import { noteSections, type NoteSection } from './sections.ts'

export interface Note {
  id: string
  text: string
  version: number
  /** Who wrote it; none where that is not for this reader. */
  by: string | null
  /** Whose mark lets them change it. */
  member: string | null
  /** Written at the same time as another one. */
  beside: boolean
}

export interface Notes {
  state: 'closed' | 'open' | 'over'
  /** Nothing leaves this meeting: nothing is noted. */
  kept: boolean
  sections: (NoteSection & { notes: Note[] })[]
}

export const notes = query(
  'live.notes',
  {
    input: z.object(roomInput),
    does: 'The notes of a meeting by section; with their authors for whoever runs it, and for all where the meeting is open.',
    who: beInRoom.says,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    return can(ctx, runRoom, live.event) ? readDeskNotes(ctx, live) : readNotes(ctx, live)
  },
)

/** For everybody in the room. Where it is not said who said what, the notes have no names. */
export async function readNotes(ctx: Ctx, live: LiveRoom): Promise<Notes> {
  const all = await readDeskNotes(ctx, live)
  if (live.event.confidence === 'open') return all
  return {
    ...all,
    sections: all.sections.map((section) => ({
      ...section,
      notes: section.notes.map((note) => ({ ...note, by: null })),
    })),
  }
}

/** For whoever runs it: with all names. */
export async function readDeskNotes(ctx: Ctx, live: LiveRoom): Promise<Notes> {
  const [sections, { rows }] = [
    await noteSections(ctx, live.event),
    await sql<Note & { section: string }>`
      select n.id, n.section, n.text, n.version, p.name as by, n.member_id as member, n.beside is not null as beside
        from note n
        left join member m on m.community_id = n.community_id and m.id = n.member_id
        left join person p on p.id = m.person_id
       where n.community_id = ${communityOf(ctx).id} and n.event_id = ${live.event.id} and n.taken_out_at is null
       order by coalesce(n.beside, n.id), n.id
       limit 1000`.execute(ctx.db),
  ]
  const known = new Set(sections.map(({ key }) => key))
  // A section that the format has no more: its notes are kept with everything else.
  const by = Map.groupBy(rows, ({ section }) => (known.has(section) ? section : 'other'))
  return {
    state: !live.room ? 'closed' : live.room.ended_at ? 'over' : 'open',
    kept: live.event.confidence !== 'nothing-leaves',
    sections: sections.map((section) => ({
      ...section,
      notes: (by.get(section.key) ?? []).map(({ section: _, ...note }) => note),
    })),
  }
}

/** A member's own notes, which they may change. */
export async function myNoteMarks(_ctx: Ctx, live: LiveRoom): Promise<string[]> {
  return live.me?.member_id ? [`noted:${live.me.member_id}`] : []
}
