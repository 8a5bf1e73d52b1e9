/** A simulated event: people answer, come or do not, somebody leads, and the coordinator closes it. */
import { assignFacilitator, cancelEvent, closeEvent, openEventPage, leadSegment, rsvp } from '../events/index.ts'
import { CopseError } from '../errors.ts'
import { noteAttendance } from './attendance.ts'
import { liveliness, type Person } from './cast.ts'
import { afterDebate, prepareDebate } from './debate.ts'
import { leave } from './leavings.ts'
import { come, guestsAsk, openRegistration, passOn } from './registration.ts'
import type { Dice } from './random.ts'
import { workInRoom } from './room.ts'
import { as, type Stage } from './stage.ts'
import { takeOn } from './talk.ts'

export interface Player extends Person {
  /** Ids of the person and of the member. */
  id: string
  member: string
  gone?: boolean
}

export interface Meeting {
  id: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  place: string
  circle_id: string | null
  format_key: string
  audience: string
}

export interface Around {
  stage: Stage
  random: Dice
  players: Player[]
  coordinator: Player
  launched: Temporal.Instant
  /** Today: nothing happens after it. */
  until: Temporal.Instant
}

/** How many of those who might come a kind of event draws, against an ordinary meeting. */
const draw: Record<string, number> = {
  'peer-clinic': 0.42,
  'annual-retreat': 1.25,
  webinar: 0.8,
  'onboarding-orientation': 0.2,
  'mel-hub-pre-brief': 1.25,
  'cop-meeting-with-panel': 1.1,
}

/** Lives one event that has come; `prepare` is what those who come do before it. */
export async function meet(
  around: Around,
  meeting: Meeting,
  prepare: (around: Around, meeting: Meeting, coming: readonly Player[]) => Promise<void>,
): Promise<void> {
  const { stage, random, coordinator } = around
  const before = (days: number) => meeting.starts_at.subtract({ hours: Math.round(days * 24) })
  if (random.chance(0.03)) {
    await cancelEvent(await as(stage, coordinator.id, before(2)), {
      id: meeting.id,
      reason: random.pick(['The facilitator is ill.', 'Too few could come.', 'The power is out across the city.']),
    })
    return
  }
  await prepareDebate(around, meeting)
  const invited = playersFor(around, meeting)
  const facilitator = await find(around, invited, meeting, before(9))
  await openRegistration(around, meeting)
  const coming = await passOn(around, await answer(around, invited, meeting), meeting)
  await prepare(around, meeting, coming)
  const guests = await guestsAsk(around, meeting)
  const present = [
    ...new Set([
      ...coming.filter(() => random.chance(0.82)),
      facilitator,
      ...invited.filter(() => random.chance(0.015)),
    ]),
  ]
  const host = await as(stage, coordinator.id, meeting.ends_at)
  await workInRoom(stage, meeting, coordinator, present)
  await takeOn(around, meeting, present)
  await noteAttendance(host, meeting, present, guests)
  // Some are closed on the evening, one or two are still open when the next one comes.
  await closeEvent(host, { id: meeting.id })
  await afterDebate(around, meeting, present)
  await leave(around, meeting, present)
}

/** Those whose circle it is, who have come in by then, and who have not gone. */
function playersFor({ players, launched }: Around, meeting: Meeting): Player[] {
  const day = dayOf(meeting.starts_at, launched)
  return players.filter(
    (player) =>
      !player.gone &&
      player.joins < day &&
      (meeting.circle_id === null || player.hub) &&
      (meeting.format_key !== 'onboarding-orientation' || day - player.joins < 45 || player.habit === 'core'),
  )
}

async function find(
  { stage, random, coordinator }: Around,
  invited: Player[],
  meeting: Meeting,
  at: Temporal.Instant,
): Promise<Player> {
  const able = invited.filter((player) => player.habit === 'core')
  const facilitator = able.length > 0 && random.chance(0.72) ? random.pick(able) : coordinator
  await assignFacilitator(await as(stage, coordinator.id, at), { id: meeting.id, member: facilitator.member })
  const speaker = random.pick(
    invited.length > 0 ? invited.filter((player) => player.habit !== 'reader') : [coordinator],
  )
  if (speaker && random.chance(0.6)) await lead(stage, coordinator, meeting, speaker, at)
  return facilitator
}

async function lead(
  stage: Stage,
  coordinator: Player,
  meeting: Meeting,
  speaker: Player,
  at: Temporal.Instant,
): Promise<void> {
  try {
    await leadSegment(await as(stage, coordinator.id, at), { id: meeting.id, position: 3, member: speaker.member })
  } catch (error) {
    // An agenda of one or two parts has no third one to lead.
    if (!(error instanceof CopseError)) throw error
  }
}

async function answer(around: Around, invited: Player[], meeting: Meeting): Promise<Player[]> {
  const { stage, random, launched } = around
  const day = dayOf(meeting.starts_at, launched)
  const coming: Player[] = []
  for (const player of invited) {
    const likely = Math.min(
      0.95,
      liveliness(player.habit, day) * (draw[meeting.format_key] ?? 1) * (meeting.circle_id ? 1.3 : 1),
    )
    const at = meeting.starts_at.subtract({ hours: random.whole(3, 14 * 24) })
    if (random.chance(likely)) {
      if (await come(around, player, meeting, at)) coming.push(player)
    } else if (random.chance(likely * 0.5)) {
      await rsvp(await as(stage, player.id, at), { id: meeting.id, answer: random.chance(0.5) ? 'no' : 'maybe' })
    } else if (random.chance(player.habit === 'reader' ? 0.2 : likely * 0.2)) {
      await openEventPage(await as(stage, player.id, at), { id: meeting.id })
    }
  }
  return coming
}

const dayOf = (at: Temporal.Instant, launched: Temporal.Instant) => Math.floor(at.since(launched).total('hours') / 24)
