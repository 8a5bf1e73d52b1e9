/** What can go wrong with a call: the status, a code and a title for each kind. */

export interface ProblemKind {
  status: number
  /** An example of `code`, or the one there is. */
  code: string
  says: string
}

export const problems: readonly ProblemKind[] = [
  { status: 400, code: 'api.json', says: 'The body cannot be read' },
  { status: 401, code: 'sign-in-needed', says: 'A token is needed, or this one does not work' },
  { status: 403, code: 'members-only', says: 'You may not do this' },
  { status: 404, code: 'community', says: 'There is no such thing, or not for you' },
  { status: 405, code: 'api.method', says: 'Another method is needed' },
  { status: 409, code: 'once-differs', says: 'Somebody was faster, or things have moved on' },
  { status: 413, code: 'api.too-large', says: 'The body is too large' },
  { status: 415, code: 'api.not-json', says: 'The body has to be JSON' },
  { status: 422, code: 'input', says: 'Something does not fit' },
  { status: 429, code: 'people.too-many', says: 'Too often in too short a time' },
  { status: 500, code: 'unexpected', says: 'Something went wrong on our side' },
]

/** The title of a status. */
export function titleOf(status: number): string {
  return problems.find((each) => each.status === status)?.says ?? 'Something went wrong'
}
