/** Hours of each day for an event of a series and all that follow it: a yearly retreat whose last day ends at noon every year. */
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, optional, whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { tendSeries } from '../../permissions/series.ts'
import { verb } from '../../verb.ts'
import type { EventRow } from '../access.ts'
import { reviseEvent, told } from '../change.ts'
import { shifted, type DayHours } from '../day-hours.ts'
import { telling } from '../invitations/index.ts'
import { dayRows, mustHold } from '../set-hours.ts'
import type { SeriesRow } from './access.ts'
import { seriesOf } from './change-series.ts'
import { sayRule } from './draft.ts'

export const setSeriesHours = verb(
  'events.set-series-hours',
  {
    input: z.object({ event: id, hours: dayRows, sequence: optional(whole(0, 1_000_000)) }),
    does: 'Says from when to when each day is, of an event of a series and of those after it that nobody changed alone; events that are planned when it is renewed have the same hours. Of times that take turns each keeps its own, and its days move with it.',
    who: tendSeries.says,
  },
  async (ctx, { event, hours, sequence }) => {
    const { from, series, rows } = await seriesOf(ctx, event)
    if (series.ended_at !== null) throw new Conflict('series.ended')
    if (sequence !== undefined && sequence !== from.sequence) throw new Conflict('events.changed-meanwhile')
    const before: Record<string, ReturnType<typeof told>> = {}
    let changed = 0
    for (const each of following(rows, from)) {
      allow(ctx, holdEvent, each)
      const own = series.slots.length > 0 && each.id !== from.id ? shifted(hours, timeOf(each)) : hours
      await mustHold(ctx, each, own)
      const done = await reviseEvent(ctx, each, { hours: own }, { byHand: false, together: true })
      if (done.changed.length > 0) changed++
      if (done.changed.some((column) => telling.includes(column))) before[each.id] = told(each)
    }
    if (changed === 0) return { changed }
    await noteTime(ctx, series, hours)
    await record(ctx, 'series.changed', {
      subject: series.id,
      payload: { changed, created: 0, cancelled: 0, before, off: [] },
    })
    return { changed }
  },
)

/** The event itself, and those that follow, are planned, and were changed by nobody alone. */
function following(rows: readonly EventRow[], from: EventRow): EventRow[] {
  return rows.filter(
    (each) =>
      each.id === from.id ||
      (each.state === 'planned' && !each.by_hand && Temporal.Instant.compare(each.starts_at, from.starts_at) > 0),
  )
}

/** A series that has one time begins at that of its first day from now on. */
async function noteTime(ctx: Ctx, series: SeriesRow, hours: readonly DayHours[]): Promise<void> {
  const wall_time = hours[0]!.from
  if (series.slots.length > 0 || wall_time === series.wall_time) return
  const at = { from: series.starts_on, slots: [wall_time], zone: series.zone }
  const said = series.rule ? { rule_in_words: sayRule(series.rule, at, words(communityOf(ctx).locale).locale) } : {}
  await ctx.db
    .updateTable('series')
    .set({ wall_time, by_hand: true, ...said })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', series.id)
    .execute()
}

const timeOf = (event: EventRow): string => event.wall_start.slice(11, 16)
