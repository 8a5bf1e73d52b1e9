/** The pulse in the live room: asked in its last part by itself, or by a button; answered by whoever was there. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../../ctx.ts'
import { Conflict, NotAllowed } from '../../../errors.ts'
import { isMember } from '../../../permissions/index.ts'
import { beInRoom, runRoom } from '../../../permissions/live.ts'
import { query, verb } from '../../../verb.ts'
import {
  countAnswers,
  hasAnswered,
  keepAnswer,
  openPulse,
  pulseIsOpen,
  pulseOf,
  pulseInWords,
  pulseQuestionsOf,
  saidInput,
  type Answerer,
  type PulseQuestion,
} from '../../pulse/index.ts'
import { announce } from '../announce.ts'
import type { Clock } from '../clock.ts'
import { participantOf, roomFor, roomInput, roomToRun, type LiveRoom, type Participant } from '../room.ts'

const panel = 'pulse'

export const openPulseInRoom = verb(
  'live.open-pulse',
  {
    input: z.object({ id: roomInput.id }),
    does: 'Asks the pulse in the live room now. It is asked by itself when the last part of the agenda begins.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomToRun(ctx, input.id)
    if (!live.room.started_at) throw new Conflict('live.not-begun')
    await openPulse(ctx, live.event)
    await announce(ctx, live.event.id, panel)
    return { open: true }
  },
)

/** Asks the pulse when the part that begins is the last of several, and the format of the event asks anything. */
export async function askInTheLastPart(ctx: Ctx, live: LiveRoom, clock: Clock, begun: number): Promise<void> {
  if (clock.parts.length < 2 || clock.parts.at(-1)!.position !== begun) return
  if ((await pulseOf(ctx, live.event.id)) || (await pulseQuestionsOf(ctx, live.event)).length === 0) return
  await openPulse(ctx, live.event)
  await announce(ctx, live.event.id, panel)
}

export const answerPulse = verb(
  'live.answer-pulse',
  {
    input: z.object({ ...roomInput, ...saidInput }),
    does: 'Answers the pulse of an event, once, anonymously: what is kept leads to nobody. While the room is open, and for three days after the event if you were there.',
    who: beInRoom.says,
    leavesNoTrace: true,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    await keepAnswer(ctx, live.event.id, await answererIn(ctx, live), input.said)
    await announce(ctx, live.event.id, panel)
    return { answered: true }
  },
)

export const pulseForm = query(
  'live.pulse-form',
  {
    input: z.object(roomInput),
    does: 'The questions of the pulse of an event that you were at, whether they can still be answered, and whether you have.',
    who: beInRoom.says,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    const { open, questions } = await readPulseForHand(ctx, live)
    const answered = (await pulseMarks(ctx, live)).length > 0
    return {
      event: { id: live.event.id, title: live.event.title },
      state: answered ? ('answered' as const) : open ? ('open' as const) : ('closed' as const),
      questions,
    }
  },
)

/** The pulse as participants see it: the same for everybody. Plain JSON. */
export interface PulseInHand {
  open: boolean
  questions: PulseQuestion[]
}

export async function readPulseForHand(ctx: Ctx, live: LiveRoom): Promise<PulseInHand> {
  const pulse = await pulseOf(ctx, live.event.id)
  return { open: pulseIsOpen(ctx, pulse), questions: pulse ? pulseInWords(pulse.questions, ctx.locale) : [] }
}

/** For whoever runs the room, and for the wall: how many have answered. */
export async function readPulseForDesk(ctx: Ctx, live: LiveRoom) {
  const pulse = await pulseOf(ctx, live.event.id)
  const questions = await pulseQuestionsOf(ctx, live.event)
  return {
    state: questions.length === 0 ? 'none' : pulseIsOpen(ctx, pulse) ? 'open' : pulse ? 'closed' : 'draft',
    questions: pulseInWords(questions, ctx.locale).map(({ id, text }) => ({ id, text })),
    answered: pulse ? await countAnswers(ctx, live.event.id) : 0,
  } as const
}

/** Whether somebody has answered, for nobody but themselves. */
export async function pulseMarks(ctx: Ctx, live: LiveRoom): Promise<string[]> {
  const who = await answererOf(ctx, live)
  return who && (await hasAnswered(ctx, live.event.id, who)) ? ['pulsed'] : []
}

/** As whom somebody answers. Throws NotAllowed `live.join-first` for who was neither in the room nor at the event. */
async function answererIn(ctx: Ctx, live: LiveRoom): Promise<Answerer> {
  const known = await answererOf(ctx, live)
  if (known) return known
  if (!live.room || live.room.ended_at) throw new NotAllowed('live.join-first')
  const me = await participantOf(ctx, live)
  return asAnswerer(me)
}

/** A member and a guest are who they are wherever they answer from, the room or a letter. */
function asAnswerer({ id, member_id, guest_id }: Participant): Answerer {
  if (member_id) return { member_id }
  return guest_id ? { guest_id } : { participant_id: id }
}

async function answererOf(ctx: Ctx, live: LiveRoom): Promise<Answerer | null> {
  if (live.me) return asAnswerer(live.me)
  if (!isMember(ctx)) return null
  const there = await ctx.db
    .selectFrom('attendance')
    .select('member_id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', live.event.id)
    .where('member_id', '=', ctx.member!.id)
    .executeTakeFirst()
  return there ? { member_id: ctx.member!.id } : null
}
