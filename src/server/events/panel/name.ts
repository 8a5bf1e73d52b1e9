/** Naming the panel of an event. */
import { sql } from 'kysely'
import { z } from 'zod'
import { personOf, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { id, line, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { tendPreBrief } from '../../permissions/pre-brief.ts'
import { verb } from '../../verb.ts'
import { eventToChange, mustBePlanned, type EventRow } from '../access.ts'
import { mustTakePart } from '../people.ts'
import { panelOf } from './panel.ts'

/** A table and a moderator: more is an audience. */
const most = 12

/** Rows of a form; one whose member was not ticked is nobody. */
const places = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter((row) => typeof row?.member === 'string' && row.member) : value),
  z.array(z.object({ member: id, part: optional(line(300)) })).max(most, 'panel.too-many'),
)

export const namePanel = verb(
  'events.name-panel',
  {
    input: z.object({ id, panel: places }),
    does: 'Says who sits on the panel of an event, and what each of them does there. Whoever is new is asked by mail; whoever is not given sits there no more.',
    who: tendPreBrief.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, tendPreBrief, event)
    mustBePlanned(event)
    const panel = [...new Map(input.panel.map((place) => [place.member, place])).values()]
    await mustTakePart(
      ctx,
      panel.map(({ member }) => member),
      'panel',
      event.circle_id,
    )
    const before = new Set((await panelOf(ctx, event)).map(({ id }) => id))
    await seat(ctx, event, panel)
    const named = panel.filter(({ member }) => !before.delete(member)).map(({ member }) => member)
    if (named.length + before.size > 0)
      await record(ctx, 'panel.named', { subject: event.id, payload: { named, released: [...before] } })
    return { panel: panel.length }
  },
)

async function seat(ctx: Ctx, event: EventRow, panel: z.output<typeof places>): Promise<void> {
  const members = panel.map(({ member }) => member)
  await sql`delete from panel_place where community_id = ${event.community_id} and event_id = ${event.id}
    and state <> 'declined' and member_id <> all(${members}::uuid[])`.execute(ctx.db)
  if (panel.length === 0) return
  await ctx.db
    .insertInto('panel_place')
    .values(
      panel.map(({ member, part }) => ({
        community_id: event.community_id,
        event_id: event.id,
        member_id: member,
        part: part ?? null,
        named_at: ctx.now,
        named_by: personOf(ctx).id,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['community_id', 'event_id', 'member_id'])
        .doUpdateSet((eb) => ({ part: eb.ref('excluded.part') })),
    )
    .execute()
  // Whoever had declined and is named again is asked again.
  await ctx.db
    .updateTable('panel_place')
    .set({ state: 'asked', answered_at: null, named_at: ctx.now, named_by: personOf(ctx).id })
    .where((eb) => eb.and({ community_id: event.community_id, event_id: event.id, state: 'declined' }))
    .where('member_id', '=', (eb) => eb.fn.any(eb.val(members)))
    .execute()
}
