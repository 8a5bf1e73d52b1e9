import { answering } from '#web/live/answer.ts'
import { deskDoings } from '../doings.ts'

/** Forms that the script sends. */
export const POST = answering(deskDoings)
