import type { eventPage } from '#server/events/index.ts'

/** One event as its page shows it. */
export type ShownEvent = Awaited<ReturnType<typeof eventPage>>
export type Part = ShownEvent['parts'][number]
