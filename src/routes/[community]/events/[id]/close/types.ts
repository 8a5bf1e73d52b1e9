import type { closing } from '#server/events/index.ts'

/** What closing an event takes, as its screen shows it. */
export type Closing = Awaited<ReturnType<typeof closing>>

/** A form that could not be used. */
export type FailedForm = { problems: Record<string, string>; values: Record<string, string | string[]> } | undefined
