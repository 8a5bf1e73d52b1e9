import { randomUUID } from 'node:crypto'

/** A key that is new each time a form is shown: sending that form twice is then harmless (see `act`). */
export const onceKey = (): string => randomUUID()
