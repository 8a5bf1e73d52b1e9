/** Errors of the house in the reader's words and with a status. */
import { error } from '@sveltejs/kit'
import { CopseError, Invalid, type Issue } from '#server/errors.ts'
import type { Params, Words } from '#i18n/index.ts'

const statuses = { 'not-found': 404, 'not-allowed': 403, invalid: 422, conflict: 409, 'too-many': 429 } as const

/** The HTTP status of an error of the house; a stranger who needs to sign in gets 401. */
export function statusOf(problem: CopseError): number {
  return problem.code === 'sign-in-needed' ? 401 : statuses[problem.kind]
}

/** What happened, what was kept, what to do: one sentence or two. */
export function sentence(problem: CopseError, w: Words): string {
  const params = problem.params as Params
  return (
    w.maybe(`porch.errors.${problem.code}`, params) ??
    inRoom(problem.code, params, w) ??
    w.maybe(`porch.kinds.${problem.kind}`, params)!
  )
}

/** A problem with one field, as words to stand beside it. */
export interface FieldProblem {
  /** The field's name as the form writes it: `title`, `gaps.0.type`. */
  field: string
  text: string
}

export function fieldProblems(problem: Invalid, w: Words): FieldProblem[] {
  return problem.issues.map((issue) => ({ field: issue.path.join('.'), text: issueText(issue, w) }))
}

export function issueText(issue: Issue, w: Words): string {
  const params = issue.params as Params
  return w.maybe(`porch.issues.${issue.code}`, params) ?? inRoom(issue.code, params, w) ?? w('porch.issues.custom')
}

/** The words of `events.full` stand at `events.errors.full`. */
function inRoom(code: string, params: Params, w: Words): string | undefined {
  const [room, ...rest] = code.split('.')
  return rest.length > 0 ? w.maybe(`${room}.errors.${rest.join('.')}`, params) : undefined
}

/** Turns an error of the house into the framework's; anything else goes on as it is. */
export function throwAsPage(problem: unknown, w: Words): never {
  if (problem instanceof CopseError) {
    error(statusOf(problem), sentence(problem, w), { code: problem.code })
  }
  throw problem
}
