/** Every verb and query that a program may call: what the rooms show at their fronts. */
import * as communities from './communities/index.ts'
import * as design from './design/index.ts'
import * as discussion from './discussion/index.ts'
import * as events from './events/index.ts'
import * as launch from './launch/index.ts'
import * as learning from './learning/index.ts'
import * as people from './people/index.ts'
import * as personalData from './personal-data/index.ts'
import * as questions from './questions/index.ts'
import * as stewardship from './stewardship/index.ts'
import type { Callable } from './verb.ts'

const fronts: object[] = [
  people,
  personalData,
  communities,
  design,
  events,
  discussion,
  questions,
  learning,
  stewardship,
  launch,
]

/** All verbs and queries, those that the API leaves out as well, by name: `events.rsvp`. */
export const callables: ReadonlyMap<string, Callable> = new Map(
  fronts
    .flatMap((front) => Object.values(front).filter(isCallable))
    .map((callable) => [callable.called, callable] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1)),
)

/** Those that a program may call with a personal token. */
export const apiCallables: ReadonlyMap<string, Callable> = new Map(
  [...callables].filter(([, callable]) => callable.api !== false),
)

/** The rooms that a token can be for: the words before the point. */
export const apiRooms: readonly string[] = [...new Set([...apiCallables.keys()].map((called) => called.split('.')[0]!))]

function isCallable(shown: unknown): shown is Callable {
  return typeof shown === 'function' && 'called' in shown && 'is' in shown
}
