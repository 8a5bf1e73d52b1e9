/** Renewing a series: the same rule goes on after its last day. */
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { day, id, optional } from '../../foundations/input.ts'
import { daysAfter } from '../../foundations/time/index.ts'
import { allow } from '../../permissions/index.ts'
import { tendSeries } from '../../permissions/series.ts'
import { query, verb } from '../../verb.ts'
import type { EventRow } from '../access.ts'
import { placeEvent } from '../plan.ts'
import { problem } from '../input.ts'
import { seriesFor, type SeriesRow } from './access.ts'
import { closuresOf } from './closures.ts'
import { furthest, ruleDates } from './dates.ts'
import { draftOf, sayRule, type Frame } from './draft.ts'
import { seen } from './input.ts'
import { timesOf } from './said.ts'
import { eventsOfSeries, templateOf } from './template.ts'

const input = { series: id, until: optional(day) }

export const previewRenewal = query(
  'events.preview-renewal',
  {
    input: z.object(input),
    does: 'The dates that a series would have if it were renewed until a day, a year unless told. Changes nothing.',
    who: tendSeries.says,
  },
  async (ctx, { series: id, until }) => {
    const series = await seriesFor(ctx, id)
    const { draft, last } = await renewal(ctx, series, until)
    return { title: series.title, ends_on: series.ends_on, until: last, draft }
  },
)

export const renewSeries = verb(
  'events.renew-series',
  {
    input: z.object({ ...input, seen }),
    does: 'Renews a series until a day, for a year unless told: its rule goes on, with events like the latest one.',
    who: tendSeries.says,
  },
  async (ctx, { series: id, until, seen }) => {
    const series = await seriesFor(ctx, id, { lock: true })
    const { draft, last, plan } = await renewal(ctx, series, until)
    if (seen !== undefined && seen !== draft.seen) throw new Conflict('series.changed-meanwhile')
    for (const { date, time } of draft.dates) await placeEvent(ctx, { ...plan, date, time, zone: series.zone })
    const said = series.by_hand
      ? {}
      : {
          rule_in_words: sayRule(
            draft.rule,
            { from: series.starts_on, slots: timesOf(series), zone: series.zone },
            words(communityOf(ctx).locale).locale,
          ),
        }
    await ctx.db
      .updateTable('series')
      .set({ ends_on: last, by_hand: true, ...said })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', series.id)
      .execute()
    await record(ctx, 'series.renewed', {
      subject: series.id,
      payload: { before: series.ends_on, until: last, events: draft.dates.length },
    })
    return { events: draft.dates.length, until: last }
  },
)

/** Throws Conflict `series.no-rule` for a series without a rule, `series.ended` for one that was ended; Invalid for a last day that does not fit. */
async function renewal(ctx: Ctx, series: SeriesRow, until: string | undefined) {
  allow(ctx, tendSeries, series)
  if (series.rule === null) throw new Conflict('series.no-rule')
  if (series.ended_at !== null) throw new Conflict('series.ended')
  const rows = await eventsOfSeries(ctx, series.id, { lock: ctx.db.isTransaction })
  const { plan, shape } = await templateOf(ctx, series, rows)
  const today = ctx.now.toZonedDateTimeISO(series.zone).toPlainDate().toString()
  const from = daysAfter(series.ends_on > today ? series.ends_on : today, 1)
  const last = until ?? Temporal.PlainDate.from(from).add({ years: 1 }).subtract({ days: 1 }).toString()
  if (last > furthest(today)) throw problem('until', 'series.too-long', { years: 2 })
  const frame: Frame = {
    from,
    since: lastOnRule(series, rows),
    until: last,
    rule: series.rule,
    zone: series.zone,
    slots: timesOf(series),
    shape,
    closures: closuresOf(series),
    circle: series.circle_id,
  }
  return { draft: await draftOf(ctx, frame, turnAfter(series, rows)), last, plan }
}

/** The last day on which the rule itself fell, so that every second week stays every second week. */
export function lastOnRule(series: SeriesRow, rows: readonly EventRow[]): string | undefined {
  const every = series.rule!.replace(/;INTERVAL=\d+/, '')
  return rows
    .map(({ wall_start }) => wall_start.slice(0, 10))
    .findLast((date) => ruleDates(every, date, date).length === 1)
}

/** Whose turn it is of several times: the one after that of the latest event. */
function turnAfter(series: SeriesRow, rows: readonly EventRow[]): number {
  const times = timesOf(series)
  const latest = rows.findLast(
    ({ state, wall_start }) => state !== 'cancelled' && times.includes(wall_start.slice(11, 16)),
  )
  return latest ? (times.indexOf(latest.wall_start.slice(11, 16)) + 1) % times.length : 0
}
