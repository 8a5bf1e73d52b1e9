import type { Source } from '../source.ts'
import { actions } from './actions.ts'
import { agenda } from './agenda.ts'
import { attendance } from './attendance.ts'
import { decisions } from './decisions.ts'
import { materials } from './materials.ts'
import { notes } from './notes.ts'
import { polls } from './polls.ts'
<<<<<<< HEAD
import { pulse } from './pulse.ts'
=======
import { positions } from './positions.ts'
>>>>>>> 9eecef8 (Positions before and after a debate, and how they shifted, on the page and in the record)
import { questions } from './questions.ts'

/** Everything that a record is written from, in the order in which it is read. */
export const sources: readonly Source[] = [
  attendance,
  decisions,
  actions,
  agenda,
<<<<<<< HEAD
  polls,
  notes,
  questions,
  pulse,
=======
  positions,
  polls,
  notes,
  questions,
>>>>>>> 9eecef8 (Positions before and after a debate, and how they shifted, on the page and in the record)
  materials,
]
