/** A series by rule, for the tests that change it. */
import type { LivingCalendar } from './events.ts'
import { factFrom } from '#server/facts.ts'
import { mailChange } from '#server/events/index.ts'
import { mailSeries, planSeries } from '#server/events/series/index.ts'

/** The second Thursday of each month at 13:00 in Johannesburg, from April to September 2026. */
export const asked = {
  format: 'monthly-learning-session',
  title: 'Evidence hour',
  date: '2026-04-01',
  time: '13:00',
  every: 'month',
  nth: '2',
  weekday: '4',
  until: '2026-09-30',
}

export async function planned({ ctx }: LivingCalendar, more: Record<string, unknown> = {}) {
  const { id } = await planSeries.run(ctx('nomsa'), { ...asked, ...more })
  const events = async (series = id) =>
    ctx('nomsa').db.selectFrom('event').selectAll().where('series_id', '=', series).orderBy('starts_at').execute()
  const first = await events()
  return { id, events, at: (n: number) => first[n]!.id }
}
export const walls = (rows: { wall_start: string; state: string }[]) =>
  rows.filter(({ state }) => state === 'planned').map(({ wall_start }) => wall_start.slice(5, 16))
export const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code: string; issues?: { code: string }[] }) => error.issues?.[0]?.code ?? error.code,
  )

/** What the jobs would do with the facts so far. */
export async function react({ ctx }: LivingCalendar): Promise<void> {
  const nobody = { ...ctx(null) }
  const facts = await nobody.db.selectFrom('fact').selectAll().where('kind', 'like', '%.%').orderBy('id').execute()
  for (const row of facts) {
    const fact = factFrom(row)
    if (row.kind === 'event.changed') await mailChange(nobody, fact)
    if (row.kind === 'series.changed' || row.kind === 'series.ended') await mailSeries(nobody, fact)
  }
}
