/** What whoever holds an event does about its follow-up: not asking at all, and putting a story beside the record. */
import { sql } from 'kysely'
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { flag, id, whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventFor, eventToChange, type EventRow } from '../access.ts'
import { followUpOf } from '../follow-up-days.ts'
import { followUpLetter } from './letters.ts'

export const planFollowUp = verb(
  'events.plan-follow-up',
  {
    input: z.object({ id, days: whole(1, 365), ask: flag }),
    does: 'Says whether people are asked so many days after an event what came of it, where its format would ask.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    const row = { community_id: event.community_id, event_id: event.id, days: input.days }
    if (input.ask)
      await ctx.db
        .deleteFrom('follow_up_off')
        .where((eb) => eb.and(row))
        .execute()
    else
      await ctx.db
        .insertInto('follow_up_off')
        .values({ ...row, at: ctx.now, by_person: personOf(ctx).id })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    return { ask: input.ask }
  },
)

export const quoteLoopBack = verb(
  'events.quote-loop-back',
  {
    input: z.object({ loop_back: id, shown: flag }),
    does: 'Puts what somebody told beside the record of the event, or takes it from there. Only with their consent, and with their name only where they wanted that.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const row = await ctx.db
      .selectFrom('loop_back')
      .select(['event_id', 'quote', 'what', 'shown_at'])
      .where((eb) => eb.and({ community_id: communityOf(ctx).id, id: input.loop_back }))
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new NotFound('followUp.loop-back')
    const event = await eventFor(ctx, row.event_id)
    allow(ctx, holdEvent, event)
    if (input.shown && (row.quote === 'no' || row.what === null)) throw new Conflict('followUp.no-consent')
    if (input.shown === (row.shown_at !== null)) return { event: event.id, shown: input.shown }
    await ctx.db
      .updateTable('loop_back')
      .set(input.shown ? { shown_at: ctx.now, shown_by: personOf(ctx).id } : { shown_at: null, shown_by: null })
      .where((eb) => eb.and({ community_id: event.community_id, id: input.loop_back }))
      .execute()
    await record(ctx, 'loop-back.shown', {
      subject: event.id,
      payload: { loop_back: input.loop_back, shown: input.shown },
    })
    return { event: event.id, shown: input.shown }
  },
)

/** The times of asking of an event as its closing screen shows them, with the letter as a draft. Asks no permission. */
export async function followUpToClose(ctx: Ctx, event: EventRow) {
  const { rows } = await sql<{ data: unknown; off: number[]; asked: Record<string, number>; told: number }>`
    select f.data,
           (select coalesce(array_agg(o.days), '{}') from follow_up_off o
             where o.community_id = f.community_id and o.event_id = ${event.id}) as off,
           (select coalesce(json_object_agg(u.days, u.n), '{}') from (select days, count(*) as n from follow_up
             where community_id = f.community_id and event_id = ${event.id} group by days) u) as asked,
           (select count(*)::int from loop_back l where l.community_id = f.community_id and l.event_id = ${event.id}) as told
      from event_format f where f.community_id = ${event.community_id} and f.key = ${event.format_key}`.execute(ctx.db)
  const { data, off, asked, told } = rows[0]!
  const { days, to } = followUpOf({ key: event.format_key, data })
  const reader = { member_id: null, guest_id: null, was_there: true, secret: '' }
  const draft = followUpLetter(ctx, { event, days: days[0] ?? 30 }, reader, words(ctx.locale))
  return {
    to,
    told,
    rounds: days.map((after) => ({
      days: after,
      at: event.ends_at.add({ hours: 24 * after }).toString(),
      ask: !off.includes(after),
      asked: asked[after] ?? 0,
    })),
    letter: {
      subject: draft.subject,
      texts: draft.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])),
    },
  }
}
