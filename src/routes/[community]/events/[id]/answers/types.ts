import type { answersOf } from '#server/events/index.ts'

/** The list of answers, and one line of it, as whoever holds the event sees them. */
export type Answers = Awaited<ReturnType<typeof answersOf>>
export type Line = Answers['lines'][number]
