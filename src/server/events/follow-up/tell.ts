/** Telling what came of an event: a loop-back. Confidential, not anonymous, and quoted only where that was allowed. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, memberOf, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { tellLoopBack as permission } from '../../permissions/follow-up.ts'
import { query, verb } from '../../verb.ts'
import { eventFor, type EventRow } from '../access.ts'
import { problem } from '../input.ts'
import { followUpQuestions, isUse, toldInput, type Barrier, type Quote, type Told, type Use } from './questions.ts'

/** Stands for "of their own accord" among the days after which people are asked. */
export const unasked = 0

/** Who tells: a member or a guest. */
export type Teller = { member_id: string } | { guest_id: string }

export const tellLoopBack = verb(
  'events.tell-loop-back',
  {
    input: z.object({ id: z.string('required').max(60), ...toldInput }),
    does: 'Tells what came of an event that you were at: whether you used something, what happened, what stood in the way, and whether it may be quoted. Told again it takes the place of what you told before.',
    who: permission.says,
  },
  async (ctx, input) => {
    const event = await attendedEvent(ctx, input.id)
    return keepLoopBack(ctx, event, unasked, { member_id: memberOf(ctx).id }, input)
  },
)

export const loopBackForm = query(
  'events.loop-back-form',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'What is asked about what came of an event, with what you told before.',
    who: permission.says,
  },
  async (ctx, input) => {
    const event = await attendedEvent(ctx, input.id)
    return {
      event: { id: event.id, title: event.title },
      ...(await formOf(ctx, event, unasked, { member_id: memberOf(ctx).id })),
    }
  },
)

/** What a form about one event shows to its teller. */
export async function formOf(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id' | 'confidence'>,
  days: number,
  who: Teller,
) {
  const before = await ctx.db
    .selectFrom('loop_back')
    .select(['used', 'what', 'barriers', 'may_talk', 'quote', 'hours', 'confidence', 'share'])
    .where((eb) => eb.and({ community_id: event.community_id, event_id: event.id, days, ...who }))
    .executeTakeFirst()
  return {
    questions: followUpQuestions(ctx.locale),
    /** Out of a meeting out of which nothing leaves nothing is quoted. */
    quotable: event.confidence !== 'nothing-leaves',
    told: before && {
      ...before,
      used: before.used as Use,
      barriers: before.barriers as Barrier[],
      quote: before.quote as Quote,
      hours: before.hours === null ? null : Number(before.hours),
    },
  }
}

/**
 * Keeps what somebody told who may tell it; told again it is changed, and then it is shown beside no record until somebody
 * looks at it anew. That something was used is a fact of theirs, once for each time of asking.
 */
export async function keepLoopBack(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id' | 'confidence' | 'class'>,
  days: number,
  who: Teller,
  told: Told,
): Promise<{ told: string }> {
  const what = told.what || null
  const quote = what === null || event.confidence === 'nothing-leaves' ? 'no' : told.quote
  const { hours, confidence, share } = hoursOf(told)
  const key = 'member_id' in who ? 'member_id' : 'guest_id'
  const { rows } = await sql<{ id: string; before: Use | null }>`
    with before as (select used from loop_back where community_id = ${event.community_id} and event_id = ${event.id}
                       and days = ${days} and ${sql.ref(key)} = ${Object.values(who)[0]}::uuid)
    insert into loop_back as l (community_id, event_id, id, days, ${sql.ref(key)}, used, what, barriers, may_talk, quote,
                           hours, confidence, share, told_at)
    values (${event.community_id}, ${event.id}, ${newId(ctx.now)}, ${days}, ${Object.values(who)[0]}::uuid, ${told.used}, ${what},
            ${told.barriers}::text[], ${told.may_talk}, ${quote}, ${hours}, ${confidence}, ${share}, ${ctx.now})
    on conflict (community_id, event_id, days, ${sql.ref(key)}) do update
      set used = excluded.used, what = excluded.what, barriers = excluded.barriers, may_talk = excluded.may_talk,
          quote = excluded.quote, hours = excluded.hours, confidence = excluded.confidence, share = excluded.share, shown_at = null, shown_by = null
    returning l.id, (select used from before) as before`.execute(ctx.db)
  const { id, before } = rows[0]!
  const kind = isUse(told.used) ? 'loop-back.told' : 'loop-back.answered'
  if (before === null || isUse(before) !== isUse(told.used))
    await record(ctx, kind, {
      member: 'member_id' in who ? who.member_id : null,
      subject: event.id,
      payload: { loop_back: id, used: told.used, days, class: event.class },
    })
  return { told: id }
}

/** An estimate counts with how sure it is and what it was due to. Throws Invalid at what of the two is missing. */
function hoursOf({ used, hours, confidence, share }: Told) {
  if (hours === undefined || !isUse(used)) return { hours: null, confidence: null, share: null }
  if (confidence === undefined) throw problem('confidence', 'followUp.estimate')
  if (share === undefined) throw problem('share', 'followUp.estimate')
  return { hours, confidence: Number(confidence), share: Number(share) }
}

/** An event that the actor was at. Throws NotFound `events.event`, NotAllowed `events.tell-loop-back`. */
async function attendedEvent(ctx: Ctx, id: string): Promise<EventRow> {
  const event = await eventFor(ctx, id)
  allow(ctx, permission, { ...event, was_there: await wasThere(ctx, event.id) })
  return event
}

async function wasThere(ctx: Ctx, event: string): Promise<boolean> {
  if (!ctx.member) return false
  const row = await ctx.db
    .selectFrom('attendance')
    .select('member_id')
    .where((eb) => eb.and({ community_id: communityOf(ctx).id, event_id: event, member_id: ctx.member!.id }))
    .executeTakeFirst()
  return row !== undefined
}
