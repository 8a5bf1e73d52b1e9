import { z } from 'zod'
import { communityOf, personOf } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { flag, id } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { query, verb } from '../verb.ts'

export const checklist = query(
  'stewardship.checklist',
  { input: z.object({}), does: 'The launch checklist by due date, with what is done.', who: steward.says },
  async (ctx) => {
    allow(ctx, steward, undefined)
    const rows = await ctx.db
      .selectFrom('checklist_item as i')
      .leftJoin('person as p', 'p.id', 'i.done_by')
      .select(['i.id', 'i.text', 'i.owner', 'i.due_on', 'i.done_at', 'p.name as by'])
      .where('i.community_id', '=', communityOf(ctx).id)
      .orderBy('i.due_on')
      .orderBy('i.position')
      .execute()
    const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
    return rows.map(({ done_at, ...row }) => ({
      ...row,
      doneAt: done_at?.toString() ?? null,
      late: done_at === null && row.due_on < today,
    }))
  },
)

export const tickChecklist = verb(
  'stewardship.tick-checklist',
  {
    input: z.object({ item: id, done: flag }),
    does: 'Ticks an item of the launch checklist, or takes the tick back.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const row = await ctx.db
      .updateTable('checklist_item')
      .set({ done_at: input.done ? ctx.now : null, done_by: input.done ? personOf(ctx).id : null })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', input.item)
      .returning('id')
      .executeTakeFirst()
    if (!row) throw new NotFound('stewardship.item')
    if (input.done) await record(ctx, 'stewardship.checklist-ticked', { subject: row.id })
    return { item: row.id }
  },
)
