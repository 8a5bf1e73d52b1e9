/** Calling off one event of a series, this and those that follow, or all that are ahead. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { lines } from '../../foundations/input.ts'
import { daysAfter } from '../../foundations/time/index.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { tendSeries } from '../../permissions/series.ts'
import { query, verb } from '../../verb.ts'
import { callOff } from '../change.ts'
import { isOpen, reached, type Step } from './change-plan.ts'
import { seriesOf } from './change-series.ts'
import { fingerprint } from './draft.ts'
import { reach, seen, type Scope } from './input.ts'
import { shownSteps } from './shown-steps.ts'

export const previewSeriesEnd = query(
  'events.preview-series-end',
  {
    input: z.object(reach),
    does: 'Which events would be called off, and how many people would be told. Changes nothing.',
    who: tendSeries.says,
  },
  async (ctx, input) => {
    const { steps, seen } = await prepare(ctx, input)
    return { seen, ...(await shownSteps(ctx, steps)) }
  },
)

export const endSeries = verb(
  'events.end-series',
  {
    input: z.object({ ...reach, reason: lines(1000).pipe(z.string().min(1, 'field.empty')), seen }),
    does: 'Calls off this event of a series, this and those that follow, or all that are ahead, with the reason that people are told in one mail.',
    who: tendSeries.says,
  },
  async (ctx, { seen: shown, reason, ...input }) => {
    const { series, from, steps, seen } = await prepare(ctx, input)
    if (shown !== undefined && shown !== seen) throw new Conflict('series.changed-meanwhile')
    if (input.scope === 'this') {
      await callOff(ctx, from, reason)
      return { cancelled: 1 }
    }
    for (const step of steps) if (step.does === 'cancel') await callOff(ctx, step.event, reason, { together: true })
    const last = daysAfter(from.wall_start.slice(0, 10), -1)
    await ctx.db
      .updateTable('series')
      .set({
        by_hand: true,
        ended_at: ctx.now,
        end_reason: reason,
        ...(input.scope === 'following' && last >= series.starts_on ? { ends_on: last } : {}),
      })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', series.id)
      .execute()
    const off = steps.flatMap((step) => (step.does === 'cancel' ? [step.event.id] : []))
    await record(ctx, 'series.ended', { subject: series.id, payload: { off, reason } })
    return { cancelled: off.length }
  },
)

/** Throws Conflict `series.nothing-left` where none of them is ahead. */
async function prepare(ctx: Ctx, input: { event: string; scope: Scope }) {
  const { from, series, rows } = await seriesOf(ctx, input.event)
  const open = reached(rows, { scope: input.scope, from, byHand: true }).filter((event) => isOpen(ctx, event))
  if (open.length === 0) throw new Conflict('series.nothing-left')
  for (const event of open) allow(ctx, holdEvent, event)
  const steps = open.map((event): Step => {
    const { wall_start, starts_at, ends_at } = event
    return {
      does: 'cancel',
      event,
      date: wall_start.slice(0, 10),
      time: wall_start.slice(11, 16),
      span: { wall_start, starts_at, ends_at },
    }
  })
  return { from, series, steps, seen: fingerprint(open.map(({ id, sequence }) => `${id} ${sequence}`)) }
}
