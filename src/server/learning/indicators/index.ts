import { discussionMeasures } from './discussion.ts'
import { eventMeasures } from './events.ts'
import { memberMeasures } from './members.ts'
import { pulseMeasures } from './pulse.ts'
import { roleMeasures } from './roles.ts'
import type { Measure } from './types.ts'

export type { Measure, Period, Row, Sum } from './types.ts'

/** Every indicator that this installation computes, by its id in the catalogue. */
export const measures: ReadonlyMap<string, Measure> = new Map(
  [...eventMeasures, ...memberMeasures, ...pulseMeasures, ...discussionMeasures, ...roleMeasures].map((measure) => [
    measure.key,
    measure,
  ]),
)
