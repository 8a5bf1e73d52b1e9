import { answering } from '#web/live/answer.ts'
import { handDoings } from './doings.ts'

/** Forms that the script sends. */
export const POST = answering(handDoings)
