import type { formatPage } from '#server/events/index.ts'

/** An event format as its page shows it. */
export type ShownFormat = Awaited<ReturnType<typeof formatPage>>
