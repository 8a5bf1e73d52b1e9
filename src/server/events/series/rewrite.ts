/** The row of a series after a change; the rest of one that is changed from an event on is a series of its own. */
import { words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { newId } from '../../foundations/id.ts'
import { daysAfter } from '../../foundations/time/index.ts'
import type { EventRow } from '../access.ts'
import { seriesFor, type SeriesRow } from './access.ts'
import { reached, type Reach, type Step } from './change-plan.ts'
import type { SeriesChanges } from './changes.ts'
import { sayRule } from './draft.ts'
import { timesOf } from './said.ts'

/** Writes what the series is from now on, splits it where only what follows is changed, and gives the row to which the events belong. */
export async function seriesAfter(
  ctx: Ctx,
  series: SeriesRow,
  rows: readonly EventRow[],
  changes: SeriesChanges,
  reach: Reach,
  steps: readonly Step[],
): Promise<SeriesRow> {
  const mine = reached(rows, reach)
  const splits = mine.length < rows.length
  const first = mine[0]!.wall_start.slice(0, 10)
  const row = changed(ctx, series, changes, reach, splits ? firstDate(steps, first) : series.starts_on)
  const id = splits ? await split(ctx, series, row, first, mine) : series.id
  if (!splits) await update(ctx, id, row)
  return seriesFor(ctx, id)
}

function firstDate(steps: readonly Step[], first: string): string {
  return steps.find(({ does }) => does !== 'cancel')?.date ?? first
}

function changed(ctx: Ctx, series: SeriesRow, changes: SeriesChanges, { from }: Reach, starts: string) {
  const { event, closures } = changes
  const before = timesOf(series)
  const turns =
    changes.slots ??
    series.slots.map((slot) => (slot === from.wall_start.slice(11, 16) ? (changes.time ?? slot) : slot))
  const single = changes.time ?? (changes.slots ? from.wall_start.slice(11, 16) : before[0]!)
  const rule = changes.rule ?? series.rule
  const zone = event.zone ?? series.zone
  const wall_time = turns[0] ?? single
  const times = turns.length > 0 ? turns : [wall_time]
  return {
    title: event.title !== undefined && from.title === series.title ? event.title : series.title,
    rule,
    rule_in_words:
      rule === null
        ? series.rule_in_words
        : sayRule(rule, { from: starts, slots: times, zone }, words(communityOf(ctx).locale).locale),
    wall_time,
    zone,
    minutes: event.minutes ?? series.minutes,
    circle_id: event.circle_id === undefined ? series.circle_id : event.circle_id,
    starts_on: starts,
    ends_on: changes.until ?? (series.ends_on < starts ? starts : series.ends_on),
    slots: turns.length > 1 ? turns : [],
    skip_countries: closures?.countries ?? series.skip_countries,
    on_closed: closures?.on_closed ?? series.on_closed,
    quiet: JSON.stringify(closures?.quiet ?? series.quiet),
    by_hand: true,
  }
}

async function update(ctx: Ctx, id: string, row: ReturnType<typeof changed>): Promise<void> {
  await ctx.db
    .updateTable('series')
    .set(row)
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', id)
    .execute()
}

/** What was before ends the day before; nobody is asked to renew it, since it goes on. */
async function split(
  ctx: Ctx,
  series: SeriesRow,
  row: ReturnType<typeof changed>,
  first: string,
  mine: readonly EventRow[],
): Promise<string> {
  const id = newId(ctx.now)
  const community_id = communityOf(ctx).id
  await ctx.db
    .insertInto('series')
    .values({ ...row, community_id, id, format_key: series.format_key, follows_id: series.id })
    .execute()
  const last = daysAfter(first, -1)
  await ctx.db
    .updateTable('series')
    .set({ by_hand: true, ended_at: ctx.now, ends_on: last < series.starts_on ? series.starts_on : last })
    .where('community_id', '=', community_id)
    .where('id', '=', series.id)
    .execute()
  await ctx.db
    .updateTable('event')
    .set({ series_id: id })
    .where('community_id', '=', community_id)
    .where('id', '=', (eb) => eb.fn.any(eb.val(mine.map((event) => event.id))))
    .execute()
  return id
}
