/**
 * The closed set of things that can go wrong for a person. Each carries a code (a key under `porch.errors`) and
 * parameters, never a sentence and never a status: the porch turns it into both, in the reader's language.
 */

/** One problem with one answer. `path` leads to it; `code` names the message; `params` fill it. */
export interface Issue {
  path: (string | number)[]
  code: string
  params?: Record<string, unknown>
}

export type ErrorParams = Record<string, string | number | boolean | null | undefined>

/** What every error of the house has in common. */
export abstract class CopseError extends Error {
  abstract readonly kind: 'not-found' | 'not-allowed' | 'invalid' | 'conflict' | 'too-many'
  readonly code: string
  readonly params: ErrorParams
  constructor(code: string, params: ErrorParams = {}) {
    super(code)
    this.name = new.target.name
    this.code = code
    this.params = params
  }
}

/** There is no such thing, or not for this person: the two are never told apart. */
export class NotFound extends CopseError {
  readonly kind = 'not-found'
}

/** The person sees the thing but may not do this with it. */
export class NotAllowed extends CopseError {
  readonly kind = 'not-allowed'
}

/** What was given cannot be used; `issues` names every problem at once. */
export class Invalid extends CopseError {
  readonly kind = 'invalid'
  readonly issues: Issue[]
  constructor(code: string, params: ErrorParams = {}, issues: Issue[] = []) {
    super(code, params)
    this.issues = issues
  }
}

/** Somebody was faster, or the thing has moved on: nothing was changed. */
export class Conflict extends CopseError {
  readonly kind = 'conflict'
}

/** Too often in too short a time; `params.seconds` says how long to wait. */
export class TooMany extends CopseError {
  readonly kind = 'too-many'
}
