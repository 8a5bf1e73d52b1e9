/** How a simulated hub prepares a debate: its panel by turns, a pre-brief, positions before and after, and good reasons not to come. */
import content from '#content/demo/briefs.json' with { type: 'json' }
import {
  answerPanel,
  askExcuse,
  askPositionsAgain,
  closePositions,
  decideExcuse,
  decidePromiseStep,
  namePanel,
  openPreBrief,
  panelPage,
  preBrief,
  promisesToTend,
  sendDuePreBriefs,
  takePosition,
  watchPromises,
  writePreBrief,
} from '../events/index.ts'
import { dice, type Dice } from './random.ts'
import { as, nobody, type Stage } from './stage.ts'

interface Player {
  id: string
  member: string
  gone?: boolean
}

interface Around {
  stage: Stage
  coordinator: Player
  players: readonly Player[]
}

interface Meeting {
  id: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  format_key: string
}

type Brief = (typeof content.briefs)[number]

/** Days before a debate on which its hub is asked, its pre-brief is written, and goes by itself. */
const [asked, written, goes] = [12, 8, 6]

/** Chance of its own, so that what else happens stays. */
const diceOf = (meeting: Pick<Meeting, 'starts_at'>) => dice(`debate ${meeting.starts_at.toString()}`)
const briefOf = (random: Dice): Brief => random.pick(content.briefs)
const isDebate = ({ format_key }: Pick<Meeting, 'format_key'>) => format_key === 'cop-meeting-with-panel'

/** What happens before the meeting: the panel is asked, the pre-brief is written, goes by itself, and is read by most. */
export async function prepareDebate(around: Around, meeting: Meeting): Promise<void> {
  if (!isDebate(meeting)) return
  const random = diceOf(meeting)
  const brief = briefOf(random)
  const before = (days: number) => meeting.starts_at.subtract({ hours: 24 * days })
  await seat(around, meeting, random, before(asked))
  await write(around, meeting, brief, before(written))
  await sendDuePreBriefs(nobody(around.stage, before(goes)))
  for (const player of await readersOf(around, meeting, before(goes))) {
    const ctx = await as(around.stage, player.id, before(random.whole(1, goes - 1)))
    if (random.chance(0.15)) continue
    const { positions } = await openPreBrief(ctx, { id: meeting.id })
    if (!positions || random.chance(0.2)) continue
    await takePosition(ctx, {
      id: meeting.id,
      positions: positions.statements.map(({ id }) => said(id, 1 + weighed(brief.lean, random), random)),
    })
  }
}

/** On the last day of the example the next debate is prepared: its panel was asked, its pre-brief is written. */
export async function prepareAhead(around: Around, now: Temporal.Instant): Promise<void> {
  const next = await around.stage.house.db
    .selectFrom('event')
    .select(['id', 'starts_at', 'ends_at', 'format_key'])
    .where('community_id', '=', around.stage.community!.id)
    .where('state', '=', 'planned')
    .where('format_key', '=', 'cop-meeting-with-panel')
    .where('starts_at', '>', now.add({ hours: 24 }))
    .orderBy('starts_at')
    .executeTakeFirst()
  if (!next) return
  const random = diceOf(next)
  const brief = briefOf(random)
  await seat(around, next, random, now.subtract({ hours: 72 }))
  await write(around, next, brief, now.subtract({ hours: 20 }))
  await sendDuePreBriefs(nobody(around.stage, now.subtract({ hours: 1 })))
}

/** In a live room the coordinator says when the debate is over. */
export async function endDebate(
  stage: Stage,
  coordinator: { id: string },
  meeting: Pick<Meeting, 'id' | 'ends_at' | 'format_key'>,
): Promise<void> {
  if (!isDebate(meeting)) return
  await askPositionsAgain(await as(stage, coordinator.id, meeting.ends_at.subtract({ minutes: 25 })), {
    id: meeting.id,
  })
}

/** What those who were there say after the debate, and the reasons of some who were not. */
export async function afterDebate(around: Around, meeting: Meeting, present: readonly Player[]): Promise<void> {
  if (!isDebate(meeting)) return
  const random = diceOf(meeting)
  const brief = briefOf(random)
  const there = new Set(present.map(({ member }) => member))
  const at = meeting.ends_at.add({ minutes: 30 })
  for (const player of await readersOf(around, meeting, at)) {
    const ctx = await as(around.stage, player.id, at)
    if (!there.has(player.member)) {
      if (random.chance(0.3)) await excuse(around, meeting, ctx, random)
      continue
    }
    if (random.chance(0.25)) continue
    const { positions } = await preBrief(ctx, { id: meeting.id })
    if (!positions?.may.take) continue
    const values = positions.statements.map(({ id }) => {
      const moved = 1 + weighed(brief.lean, random) + random.pick(brief.drift)
      return said(id, Math.max(1, Math.min(5, moved)), random)
    })
    await takePosition(ctx, { id: meeting.id, positions: values })
  }
  const evening = await as(around.stage, around.coordinator.id, at.add({ minutes: 30 }))
  await closePositions(evening, { id: meeting.id })
}

/** Looks after promises once a month, as the house does every day; the coordinator talks with most who missed theirs. */
export async function tendPromises({ stage, coordinator }: Around, at: Temporal.Instant): Promise<void> {
  await watchPromises(nobody(stage, at))
  const random = dice(`promises ${at.toString()}`)
  const ctx = await as(stage, coordinator.id, at)
  const { key } = await stage.house.db
    .selectFrom('circle')
    .select('key')
    .where('community_id', '=', stage.community!.id)
    .where('commitment_times', 'is not', null)
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow()
  const { proposed } = await promisesToTend(ctx, { circle: key })
  for (const { id } of proposed.filter(() => random.chance(0.6)))
    await decidePromiseStep(ctx, {
      step: id,
      decision: random.chance(0.8) ? 'done' : 'let-be',
      note: random.pick(['Comes again from next month.', 'Too much field work this year.', 'Moved to another post.']),
    })
}

async function write(
  { stage, coordinator }: Around,
  meeting: Meeting,
  brief: Brief,
  at: Temporal.Instant,
): Promise<void> {
  const { text, questions, statements } = brief
  await writePreBrief(await as(stage, coordinator.id, at), { id: meeting.id, text, questions, statements })
}

async function seat(around: Around, meeting: Meeting, random: Dice, at: Temporal.Instant): Promise<void> {
  const { stage, coordinator, players } = around
  const host = await as(stage, coordinator.id, at)
  const { people } = await panelPage(host, { id: meeting.id })
  const turn = people.filter(({ proposed }) => proposed)
  const panel = turn.map(({ id }, i) => ({ member: id, part: content.parts[i % content.parts.length] }))
  await namePanel(host, { id: meeting.id, panel })
  for (const { id } of turn) {
    const player = players.find(({ member, gone }) => member === id && !gone)
    if (!player || random.chance(0.1)) continue
    const ctx = await as(stage, player.id, at.add({ hours: random.whole(2, 40) }))
    await answerPanel(ctx, { id: meeting.id, answer: random.chance(0.85) ? 'accepted' : 'declined' })
  }
}

async function readersOf({ stage, coordinator, players }: Around, meeting: Meeting, at: Temporal.Instant) {
  const { readers } = await preBrief(await as(stage, coordinator.id, at), { id: meeting.id })
  const ids = new Set(readers!.filter(({ has_it }) => has_it).map(({ id }) => id))
  return players.filter(({ member, gone }) => ids.has(member) && !gone)
}

async function excuse(
  around: Around,
  meeting: Meeting,
  ctx: Awaited<ReturnType<typeof as>>,
  random: Dice,
): Promise<void> {
  const { absence } = await askExcuse(ctx, { id: meeting.id, reason: random.pick(content.excuses) })
  if (random.chance(0.1)) return
  const host = await as(around.stage, around.coordinator.id, ctx.now.add({ hours: random.whole(3, 60) }))
  await decideExcuse(host, { absence, decision: random.chance(0.85) ? 'granted' : 'refused' })
}

function said(statement: string, value: number, random: Dice) {
  const whys = content.whys[value < 3 ? 'low' : value > 3 ? 'high' : 'middle']
  return { statement, value, ...(random.chance(0.3) ? { why: random.pick(whys) } : {}) }
}

/** The place of one weight of several, by chance. */
function weighed(weights: readonly number[], random: Dice): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex((weight) => (left -= weight) < 0)
  return found < 0 ? weights.length - 1 : found
}
