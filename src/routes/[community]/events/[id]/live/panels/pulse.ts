/** The pulse as it stands on the desk and on the wall. */
import { readPulseForDesk, type LiveRoom } from '#server/events/index.ts'
import type { Ctx } from '#server/ctx.ts'

export type PulseOnDesk = Awaited<ReturnType<typeof readPulseForDesk>>

export interface PulseOnWall {
  open: boolean
  questions: number
  answered: number
}

export async function readPulseForWall(ctx: Ctx, live: LiveRoom): Promise<PulseOnWall> {
  const { state, questions, answered } = await readPulseForDesk(ctx, live)
  return { open: state === 'open', questions: questions.length, answered }
}
