/** Series that the coordinator plans by hand: one that takes turns and is renewed, one that nobody has renewed yet. */
import { circlesOf } from '../communities/index.ts'
import { changeSeries, formats, planSeries, renewSeries, seriesDefaults, seriesToChange } from '../events/index.ts'
import type { Beat } from './beat.ts'
import type { Around } from './meetings.ts'
import { as } from './stage.ts'

const evidence = 'Evidence before work'
const reading = 'Reading circle: one evaluation, one hour'

export const seriesBeats: Beat[] = [
  {
    day: 396,
    happens: (around, at) => plan(around, at, { title: evidence, every: '2-months', time: '16:00', days: 364 }),
  },
  // Those who teach asked for the hour before school: early and late take turns from then on.
  { day: 480, happens: takeTurns },
  { day: 640, happens: (around, at) => plan(around, at, { title: reading, every: 'month', time: '15:00', days: 186 }) },
  { day: 735, happens: renew },
]

async function plan(
  { stage, coordinator }: Around,
  at: Temporal.Instant,
  wanted: { title: string; every: string; time: string; days: number },
): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  const [known, usual, circles] = await Promise.all([formats(ctx, {}), seriesDefaults(ctx, {}), circlesOf(ctx)])
  const format = known.find(({ key }) => key === 'office-hours') ?? known.find(({ key }) => key === 'peer-clinic')
  if (!format) return
  const first = at.toZonedDateTimeISO(ctx.zone).toPlainDate().add({ days: 7 })
  await planSeries.run(ctx, {
    format: format.key,
    title: wanted.title,
    date: first.toString(),
    time: wanted.time,
    minutes: 60,
    every: wanted.every,
    nth: '2',
    weekday: '3',
    until: first.add({ days: wanted.days }).toString(),
    circle: circles.at(-1)!.key,
    countries: usual.countries.map(({ code }) => code),
    quiet: usual.quiet,
    on_closed: 'move',
    facilitator: coordinator.member,
  })
}

async function takeTurns({ stage, coordinator }: Around, at: Temporal.Instant): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  const series = await called(stage, evidence)
  if (!series) return
  const { event } = await seriesToChange(ctx, { series })
  await changeSeries(ctx, { event: event.id, scope: 'all', slots: ['16:00', '07:15'] })
}

async function renew({ stage, coordinator }: Around, at: Temporal.Instant): Promise<void> {
  const series = await called(stage, evidence)
  if (series) await renewSeries(await as(stage, coordinator.id, at), { series })
}

async function called(stage: Around['stage'], title: string): Promise<string | undefined> {
  const row = await stage.house.db
    .selectFrom('series')
    .select('id')
    .where('community_id', '=', stage.community!.id)
    .where('title', '=', title)
    .executeTakeFirst()
  return row?.id
}
