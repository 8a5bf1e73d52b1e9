/** The rooms that hold something about people. The account itself comes last: the others look things up by it. */
import type { PersonalData } from '../foundations/personal-data.ts'
import { personalData as communities } from '../communities/index.ts'
import { personalData as design } from '../design/index.ts'
import { personalData as discussion } from '../discussion/index.ts'
import { personalData as events } from '../events/index.ts'
import { personalData as launch } from '../launch/index.ts'
import { personalData as learning } from '../learning/index.ts'
import { personalData as people } from '../people/index.ts'
import { personalData as stewardship } from '../stewardship/index.ts'

export const rooms: readonly PersonalData[] = [
  discussion,
  events,
  learning,
  stewardship,
  launch,
  design,
  communities,
  people,
]
