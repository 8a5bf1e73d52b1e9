/** What people say of simulated meetings: the pulse in the same days, and weeks later what came of it. */
import said from '#content/demo/said.json' with { type: 'json' }
import { transaction } from '../ctx.ts'
import {
  askWhatCame,
  estimateConfidences,
  estimateShares,
  keepAnswer,
  keepLoopBack,
  openPulseInRoom,
  pulseOf,
  quoteLoopBack,
} from '../events/index.ts'
import { dice, type Dice } from './random.ts'
import { as, nobody, type Stage } from './stage.ts'

/** The pulse is asked in the live room before it is ended. */
export async function askPulse(
  stage: Stage,
  coordinator: { id: string },
  meeting: { id: string; ends_at: Temporal.Instant },
) {
  await openPulseInRoom(await as(stage, coordinator.id, meeting.ends_at.subtract({ minutes: 3 })), { id: meeting.id })
}

/** Of those who were there somewhat more than half answer, where the pulse is asked; most liked it. */
export async function answerPulse(
  stage: Stage,
  meeting: { id: string; format_key: string; starts_at: Temporal.Instant },
  present: readonly { member: string }[],
  at: Temporal.Instant,
): Promise<void> {
  const random = dice(`pulse ${meeting.format_key} ${meeting.starts_at.toString()}`)
  const ctx = nobody(stage, at)
  const pulse = await pulseOf(ctx, meeting.id)
  if (!pulse) return
  for (const { member } of present.filter(() => random.chance(0.55)))
    await transaction(ctx, (ctx) =>
      keepAnswer(ctx, meeting.id, { member_id: member }, answersTo(pulse.questions, random)),
    )
}

function answersTo(questions: readonly string[], random: Dice): Record<string, unknown> {
  const likes = random.pick([2, 3, 3, 4, 4, 4, 5, 5, 5])
  const near = () => String(Math.min(5, Math.max(1, likes + random.whole(-1, 1))))
  return Object.fromEntries(
    questions.map((question) => {
      if (question === 'improve') return [question, random.chance(0.3) ? random.pick(said.improve) : '']
      if (question === 'intended-action') return [question, random.chance(0.5) ? random.pick(said.actions) : '']
      if (question === 'would-reuse') return [question, random.pick(['yes-within-3-months', 'maybe', 'no'])]
      if (question === 'know-whom-to-ask') return [question, random.chance(0.8) ? '1' : '0']
      if (question === 'confidence-before-after') return [question, { before: '1', now: String(random.whole(1, 3)) }]
      return [question, near()]
    }),
  )
}

/** Asks what came of the meetings for which the time has come; some tell, and the coordinator shows a story or two. */
export async function askAndTell(stage: Stage, coordinator: { id: string }, at: Temporal.Instant): Promise<void> {
  const ctx = nobody(stage, at)
  await askWhatCame(ctx)
  const asked = await ctx.db
    .selectFrom('follow_up as u')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 'u.community_id').onRef('e.id', '=', 'u.event_id'),
    )
    .select(['e.community_id', 'e.id', 'e.confidence', 'e.class', 'u.days', 'u.member_id'])
    .where('u.community_id', '=', stage.community!.id)
    .where('u.mailed_at', '=', at)
    .where('u.member_id', 'is not', null)
    .orderBy('u.id')
    .execute()
  const random = dice(`came ${at.toString()}`)
  const later = nobody(stage, at.add({ hours: 5 }))
  for (const { days, member_id, ...event } of asked.filter(() => random.chance(0.3)))
    await transaction(later, async (ctx) => {
      const told = loopBack(random)
      const { told: id } = await keepLoopBack(ctx, event, days, { member_id: member_id! }, told)
      if (told.quote !== 'no' && event.confidence !== 'nothing-leaves' && random.chance(0.5))
        await quoteLoopBack(
          { ...(await as(stage, coordinator.id, later.now)), db: ctx.db },
          { loop_back: id, shown: true },
        )
    })
}

/** Half of those who tell a story put it into hours. */
function inHours(random: Dice) {
  if (!random.chance(0.5)) return {}
  return {
    hours: random.pick([-4, 2, 3, 6, 8, 8, 16, 24]),
    confidence: random.pick(estimateConfidences),
    share: random.pick(estimateShares),
  }
}

function loopBack(random: Dice) {
  if (random.chance(0.35)) {
    const { used, what } = random.pick(said.stories)
    const quote = random.pick(['no', 'unnamed', 'named'] as const)
    return { used: used as 'adapted-it', what, barriers: [], may_talk: random.chance(0.3), quote, ...inHours(random) }
  }
  const used = random.pick([
    'used-as-it-was',
    'adapted-it',
    'tried-did-not-work',
    'not-yet-still-plan-to',
    'not-yet-still-plan-to',
    'no-not-relevant',
  ] as const)
  const barriers = used.startsWith('no') ? [random.pick(said.barriers) as 'no-time'] : []
  return { used, barriers, may_talk: false, quote: 'no' as const }
}
