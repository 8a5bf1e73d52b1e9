/**
 * Two years of an example community, lived through the verbs with a moved clock: what is counted afterwards has really
 * happened. The same seed and the same day give the same life.
 */
import { closePulses } from '../events/index.ts'
import { countNight, measureAll, quarterOf } from '../learning/index.ts'
import type { House } from '../house.ts'
import { castOf, named, type Person } from './cast.ts'
import { comeIn, makeAccount } from './arrivals.ts'
import { found, renew } from './founding.ts'
import { prepareAhead, tendPromises } from './debate.ts'
import { askAhead } from './ahead.ts'
import { meet, type Around, type Meeting, type Player } from './meetings.ts'
import { chooseSessions } from './formats.ts'
import { dice } from './random.ts'
import { askAndTell } from './pulse.ts'
import { fillAhead } from './registration.ts'
import { nobody, react, type Stage } from './stage.ts'
import { beats } from './story.ts'
import { talk } from './talk.ts'

export interface Life {
  slug: string
  /** Who can be signed in as, with the password that was given. */
  signIns: { role: keyof typeof named | 'administrator'; name: string; email: string }[]
  people: number
  events: number
}

export interface LifeOptions {
  now: Temporal.Instant
  seed: string
  password: string
  /** Members of the cast; 120 in the example. */
  people?: number
  say?: (line: string) => void
}

/** Two years, and two months of the third: so that the calendar ahead is not empty. */
const lived = { months: 26 }

/** Lives the community in an empty house. */
export async function live(house: House, options: LifeOptions): Promise<Life> {
  const { now, password, say = () => {} } = options
  const random = dice(options.seed)
  const cast = castOf(options.people ?? 120, random)
  const start = now.toZonedDateTimeISO('Africa/Johannesburg').subtract(lived).toPlainDate()
  const launched = start.toZonedDateTime({ timeZone: 'Africa/Johannesburg', plainTime: '09:00' }).toInstant()
  const stage: Stage = { house, community: null }
  say('Founding …')
  const { community, design, coordinator, administrator } = await found(
    stage,
    cast[named.coordinator]!,
    start,
    launched,
    password,
  )
  stage.community = community
  const around: Around = { stage, random, players: [coordinator], coordinator, launched, until: now }
  await liveDays(around, { cast, design, now, start, password, say })
  const events = await stage.house.db
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'held')
    .executeTakeFirstOrThrow()
  return {
    slug: community.slug,
    signIns: [
      { role: 'administrator', ...administrator },
      ...Object.entries(named).map(([role, i]) => ({
        role: role as keyof typeof named,
        name: cast[i]!.name,
        email: cast[i]!.email,
      })),
    ],
    people: around.players.length,
    events: Number(events.n),
  }
}

interface Plan {
  cast: Person[]
  design: string
  now: Temporal.Instant
  start: Temporal.PlainDate
  password: string
  say: (line: string) => void
}

/** Day by day: people come in, events happen, what happens once happens; at the end of each month it is counted. */
async function liveDays(around: Around, plan: Plan): Promise<void> {
  const { stage, launched } = around
  const reacted = new Set<string>()
  const days = Math.floor(plan.now.since(launched).total('hours') / 24)
  const coming = plan.cast.slice(1).toSorted((a, b) => a.joins - b.joins)
  for (let day = 0; day < days; day++) {
    const morning = launched.add({ hours: day * 24 })
    while (coming[0] && coming[0].joins <= day)
      around.players.push(await arrive(around, plan, coming.shift()!, morning))
    if (day === 357 || day === 722)
      await renew(stage, around.coordinator, plan.design, plan.start.add({ years: day === 357 ? 1 : 2 }), morning)
    for (const beat of beats.filter((each) => each.day === day)) await beat.happens(around, morning)
    await talk(around, day, morning)
    for (const meeting of await meetingsOf(stage, morning)) {
      if (Temporal.Instant.compare(meeting.ends_at, plan.now) < 0) await meet(around, meeting, chooseSessions)
    }
    if (day === days - 1) await askAhead(around, morning.add({ hours: 6 }))
    const date = plan.start.add({ days: day })
    if (date.day === date.daysInMonth || day === days - 1)
      await count(around, morning.add({ hours: 14 }), date, reacted, plan)
  }
  await fillAhead(around, plan.now)
  await prepareAhead(around, plan.now)
  await countNight(nobody(stage, plan.now))
}

async function arrive(
  { stage, coordinator, random }: Around,
  { cast, password }: Plan,
  person: Person,
  at: Temporal.Instant,
): Promise<Player> {
  const shown = Object.values(named).some((i) => cast[i] === person)
  const id = await makeAccount(stage, person, at.subtract({ hours: 60 }), shown ? password : undefined)
  return comeIn(stage, coordinator, person, id, at, random)
}

/** Events that begin within the day after `morning`, and are not over or called off. */
async function meetingsOf({ house, community }: Stage, morning: Temporal.Instant): Promise<Meeting[]> {
  return house.db
    .selectFrom('event')
    .select(['id', 'starts_at', 'ends_at', 'zone', 'place', 'circle_id', 'format_key', 'audience'])
    .where('community_id', '=', community!.id)
    .where('state', '=', 'planned')
    .where('is_live', '=', true)
    .where('starts_at', '>=', morning.subtract({ hours: 9 }))
    .where('starts_at', '<', morning.add({ hours: 15 }))
    .orderBy('starts_at')
    .execute()
}

async function count(
  around: Around,
  at: Temporal.Instant,
  date: Temporal.PlainDate,
  reacted: Set<string>,
  { say }: Plan,
): Promise<void> {
  const { stage, coordinator } = around
  await react(stage, reacted, at)
  await tendPromises(around, at)
  await askAndTell(stage, coordinator, at)
  const ctx = nobody(stage, at)
  await closePulses(ctx)
  await countNight(ctx)
  if (date.month % 3 === 0) await measureAll(ctx, quarterOf(date, stage.community!.zone))
  say(`${date.toString().slice(0, 7)} …`)
}
