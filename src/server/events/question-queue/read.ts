/** The queue as the room shows it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { can } from '../../permissions/index.ts'
import { beInRoom, runRoom } from '../../permissions/live.ts'
import { query } from '../../verb.ts'
import { inRoom, roomFor, roomInput, type LiveRoom } from '../live/index.ts'
import { panelOf } from './panel.ts'
import type { QuestionState } from './settle.ts'

export interface Question {
  id: string
  text: string
  /** Who asked, of those who said it. */
  by: string | null
  /** Whom it is for. */
  to: { id: string; name: string } | null
  state: QuestionState
  votes: number
}

export interface Queue {
  state: 'closed' | 'open' | 'over'
  /** Those with most voices first; settled ones after the open ones. */
  questions: Question[]
  panel: { id: string; name: string }[]
}

export const questionQueue = query(
  'live.questions',
  {
    input: z.object(roomInput),
    does: 'The questions of a live room, those with most voices first; hidden ones for whoever runs it.',
    who: beInRoom.says,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    return can(ctx, runRoom, live.event) ? readDeskQueue(ctx, live) : readQueue(ctx, live)
  },
)

/** For everybody in the room: nothing hidden. */
export async function readQueue(ctx: Ctx, live: LiveRoom): Promise<Queue> {
  const queue = await readDeskQueue(ctx, live)
  return { ...queue, questions: queue.questions.filter(({ state }) => state !== 'hidden') }
}

/** For whoever runs it: all of them. */
export async function readDeskQueue(ctx: Ctx, live: LiveRoom): Promise<Queue> {
  const { rows } = await sql<Question>`
    select q.id, q.text, coalesce(p.name, lp.name) as by, q.state,
           case when q.to_member_id is not null then json_build_object('id', q.to_member_id, 'name', tp.name) end as to,
           (select count(*)::int from question_vote v
             where v.community_id = q.community_id and v.event_id = q.event_id and v.question_id = q.id) as votes
      from question q
      left join live_participant lp on lp.community_id = q.community_id and lp.event_id = q.event_id and lp.id = q.participant_id
      left join member m on m.community_id = lp.community_id and m.id = lp.member_id
      left join person p on p.id = m.person_id
      left join member tm on tm.community_id = q.community_id and tm.id = q.to_member_id
      left join person tp on tp.id = tm.person_id
     where q.community_id = ${communityOf(ctx).id} and q.event_id = ${live.event.id}
     order by q.state <> 'open', votes desc, q.id
     limit 500`.execute(ctx.db)
  return {
    state: !live.room ? 'closed' : live.room.ended_at ? 'over' : 'open',
    questions: rows,
    panel: await panelOf(ctx, live.event),
  }
}

/** What of the queue is this reader's own: the questions that have their voice, and those for them. */
export async function myQuestionMarks(ctx: Ctx, live: LiveRoom): Promise<string[]> {
  const { me } = live
  if (!me) return []
  const rows = await ctx.db
    .selectFrom('question_vote')
    .select('question_id')
    .where((eb) => eb.and({ ...inRoom(ctx, live), participant_id: me.id }))
    .execute()
  return [...rows.map(({ question_id }) => `up:${question_id}`), ...(me.member_id ? [`panel:${me.member_id}`] : [])]
}
