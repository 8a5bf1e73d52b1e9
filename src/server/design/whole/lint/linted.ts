import type { Decided, Load, Parts } from '../../types.ts'

/** What the linter looks at. */
export interface Linted {
  decided: Decided
  parts: Parts
  load: readonly Load[]
  /** `YYYY-MM-DD`, to tell whether there is time to prepare; nothing is said of time where it is not given. */
  today?: string
}
