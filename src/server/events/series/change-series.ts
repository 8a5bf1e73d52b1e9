/** Changing one event of a series, this and those that follow, or all. */
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { tendSeries } from '../../permissions/series.ts'
import { query, verb } from '../../verb.ts'
import { eventFor, type EventRow } from '../access.ts'
import { callOff, reviseEvent, told } from '../change.ts'
import { problem } from '../input.ts'
import { nameFacilitator } from '../lead.ts'
import { telling } from '../invitations/index.ts'
import { placeEvent } from '../plan.ts'
import { seriesFor, type SeriesRow } from './access.ts'
import { stepsOf, type Reach, type Step } from './change-plan.ts'
import { changeInput, changesFrom, isNothing, type ChangeInput, type SeriesChanges } from './changes.ts'
import { fingerprint } from './draft.ts'
import { seen } from './input.ts'
import { overlapsWith } from '../overlaps.ts'
import { seriesAfter } from './rewrite.ts'
import { shownSteps } from './shown-steps.ts'
import { eventsOfSeries, templateOf } from './template.ts'

export const previewSeriesChange = query(
  'events.preview-series-change',
  {
    input: z.object(changeInput),
    does: 'What changing this event of a series, this and those that follow, or all would do: which events change, come, are called off, or are left because they were changed alone. Changes nothing.',
    who: tendSeries.says,
  },
  async (ctx, input) => {
    const { steps, seen, series } = await prepare(ctx, input)
    const standing = steps.filter(
      (step) => step.does === 'create' || (step.does === 'change' && step.fields.includes('when')),
    )
    const ids = steps.flatMap((step) => (step.does === 'create' ? [] : [step.event.id]))
    const overlaps = await overlapsWith(
      ctx,
      standing.map(({ span }) => span),
      series.circle_id,
      ids,
    )
    return { seen, ...(await shownSteps(ctx, steps, new Map(standing.map((step, n) => [step, overlaps[n]!])))) }
  },
)

export const changeSeries = verb(
  'events.change-series',
  {
    input: z.object({ ...changeInput, seen }),
    does: 'Changes this event of a series, this and those that follow, or all that are ahead. What is as in the event it starts from stays as it is in each; past and held ones stay, and those that were changed alone unless asked. People who answered get one mail.',
    who: tendSeries.says,
  },
  async (ctx, { seen: shown, ...input }) => {
    const { series, rows, changes, reach, steps, seen } = await prepare(ctx, input)
    if (shown !== undefined && shown !== seen) throw new Conflict('series.changed-meanwhile')
    const [first] = steps
    if (reach.scope === 'this' && first?.does === 'change') {
      const { changed } = await reviseEvent(ctx, first.event, first.wanted, { byHand: true })
      await nameFacilitator(ctx, first.event, changes.facilitator)
      return { series: series.id, changed: changed.length > 0 ? 1 : 0, created: 0, cancelled: 0 }
    }
    const home = await seriesAfter(ctx, series, rows, changes, reach, steps)
    return write(ctx, home, changes, steps)
  },
)

interface Prepared {
  series: SeriesRow
  rows: EventRow[]
  changes: SeriesChanges
  reach: Reach
  steps: Step[]
  seen: string
}

async function prepare(ctx: Ctx, input: ChangeInput): Promise<Prepared> {
  const { from, series, rows } = await seriesOf(ctx, input.event)
  if (series.ended_at !== null && input.scope !== 'this') throw new Conflict('series.ended')
  const changes = await changesFrom(ctx, input, series, from)
  if (isNothing(changes)) throw new Conflict('series.nothing-changed')
  if (input.scope === 'this' && (changes.rule || changes.until || changes.slots || changes.closures))
    throw problem('scope', 'series.rule-for-all')
  const reach = { scope: input.scope, from, byHand: input.by_hand ?? false }
  const steps = await stepsOf(ctx, series, rows, changes, reach)
  for (const step of steps) if (step.does !== 'create') allow(ctx, holdEvent, step.event)
  if (changes.event.circle_id !== undefined) allow(ctx, tendSeries, { circle_id: changes.event.circle_id })
  const seen = fingerprint([
    JSON.stringify(changes),
    ...steps.map(
      (step) =>
        `${step.does} ${step.does === 'create' ? '' : `${step.event.id} ${step.event.sequence}`} ${step.span.starts_at}`,
    ),
  ])
  return { series, rows, changes, reach, steps, seen }
}

/** The series of an event, with all its events; locked inside a transaction. Throws Conflict `series.alone` for an event of none. */
export async function seriesOf(ctx: Ctx, id: string): Promise<{ from: EventRow; series: SeriesRow; rows: EventRow[] }> {
  const event = await eventFor(ctx, id)
  if (event.series_id === null) throw new Conflict('series.alone')
  const lock = ctx.db.isTransaction
  const series = await seriesFor(ctx, event.series_id, { lock })
  allow(ctx, tendSeries, series)
  const rows = await eventsOfSeries(ctx, series.id, { lock })
  const from = rows.find((row) => row.id === id)
  // Somebody moved it to another series since it was read.
  if (!from) throw new Conflict('series.changed-meanwhile')
  return { from, series, rows }
}

async function write(
  ctx: Ctx,
  series: SeriesRow,
  changes: SeriesChanges,
  steps: readonly Step[],
): Promise<{ series: string; changed: number; created: number; cancelled: number }> {
  const before: Record<string, ReturnType<typeof told>> = {}
  let changed = 0
  for (const step of steps) {
    if (step.does !== 'change') continue
    const done = await reviseEvent(ctx, step.event, step.wanted, { byHand: false, together: true })
    const led = await nameFacilitator(ctx, step.event, changes.facilitator)
    if (done.changed.length > 0 || led) changed++
    if (done.changed.some((column) => telling.includes(column))) before[step.event.id] = told(step.event)
  }
  const cancelled = steps.filter((step) => step.does === 'cancel')
  for (const { event } of cancelled) await callOff(ctx, event, null, { together: true })
  const created = steps.filter(({ does }) => does === 'create')
  const { plan } = await templateOf(ctx, series, await eventsOfSeries(ctx, series.id))
  for (const { date, time } of created) {
    const own = {
      ...plan,
      ...(changes.event.title ? { title: changes.event.title } : {}),
      ...(changes.facilitator ? { facilitator: changes.facilitator } : {}),
    }
    await placeEvent(ctx, { ...own, date, time, zone: series.zone })
  }
  const counts = { changed, created: created.length, cancelled: cancelled.length }
  await record(ctx, 'series.changed', {
    subject: series.id,
    payload: { ...counts, before, off: cancelled.map(({ event }) => event.id) },
  })
  return { series: series.id, ...counts }
}
