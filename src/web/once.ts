import { randomUUID } from 'node:crypto'

/** A key that is new each time a form is shown: sending that form twice is then harmless (see `act`). */
export const onceKey = (): string => randomUUID()

/** Whether it can be one of ours. What somebody else made up names nothing that was done. */
export const isOnceKey = (key: string): boolean => /^[\da-f-]{36}$/.test(key)
