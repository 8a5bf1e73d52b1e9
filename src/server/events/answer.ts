/** What people say to an event, and what stands in their row. */

/** What somebody may say. */
export const answers = ['yes', 'maybe', 'no'] as const
export type Answer = (typeof answers)[number]

/** What they then have: those, a place on the waiting list, or a freed place that waits for their answer. */
export type Given = Answer | 'waiting' | 'offered'

/** Ways of attending an event in a room and online. */
export const ways = ['room', 'online'] as const
export type Way = (typeof ways)[number]
