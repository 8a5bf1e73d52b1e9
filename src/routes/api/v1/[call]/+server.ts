import { answerCall } from '#web/api.ts'

export const GET = answerCall
export const POST = answerCall
/** Any other method is told which one is needed. */
export const fallback = answerCall
