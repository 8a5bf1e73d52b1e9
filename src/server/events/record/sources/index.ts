import type { Source } from '../source.ts'
import { actions } from './actions.ts'
import { agenda } from './agenda.ts'
import { attendance } from './attendance.ts'
import { decisions } from './decisions.ts'
import { materials } from './materials.ts'
import { notes } from './notes.ts'
import { polls } from './polls.ts'
import { pulse } from './pulse.ts'
import { positions } from './positions.ts'
import { questions } from './questions.ts'

/** Everything that a record is written from, in the order in which it is read. */
export const sources: readonly Source[] = [
  attendance,
  decisions,
  actions,
  agenda,
  positions,
  polls,
  notes,
  questions,
  pulse,
  materials,
]
