import type { callPage } from '#server/events/index.ts'

/** A call as its page shows it, and one proposal of it. */
export type ShownCall = Awaited<ReturnType<typeof callPage>>
export type Proposal = ShownCall['mine'][number]
