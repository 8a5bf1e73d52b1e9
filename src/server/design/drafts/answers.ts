/** The answers of a draft: put in one by one, perhaps half finished, always in a form that can be read. */
import { Invalid, type Issue } from '../../errors.ts'
import { groups } from '../rules/rulebook.ts'
import { readContext } from '../context/read.ts'
import { isRaw, understand, type Raw } from '../context/understand.ts'
import type { Context, Override } from '../types.ts'

/** Answers by id (`scope.members`), as they were typed; `null` takes one back: then it is assumed. */
export type Given = Readonly<Record<string, unknown>>

/**
 * The file with these answers in it. Throws Invalid `design.answers` with every one of them that does not fit, in their order; what is wrong
 * or missing elsewhere is left for the step where it is asked.
 */
export function withAnswers(file: Raw, given: Given): Raw {
  const next = understand(put(file, alsoTakenBack(given))).value
  const asked = Object.keys(given)
  const place = ({ path }: Issue): number => asked.indexOf(path.slice(0, 2).join('.'))
  const problems = problemsOf(next)
    .filter((problem) => place(problem) >= 0)
    .toSorted((a, b) => place(a) - place(b))
  if (problems.length > 0) throw new Invalid('design.answers', { count: problems.length }, problems)
  return next
}

/** What still stands between a file and a design: answers that are needed, and answers that cannot all be true. */
export function problemsOf(file: Raw): Issue[] {
  const read = readingOf(file)
  return 'problems' in read ? read.problems : []
}

export type Reading = { context: Context; overrides: Record<string, Override> } | { problems: Issue[] }

/** The file as a context, or everything that is wrong with it. */
export function readingOf(file: Raw): Reading {
  try {
    return readContext(complete(file))
  } catch (problem) {
    if (problem instanceof Invalid) return { problems: problem.issues }
    throw problem
  }
}

/** The answer of that id as it stands in the file. */
export function answerIn(file: Raw, id: string): unknown {
  const [group = '', name = ''] = id.split('.')
  const part = file[group]
  return isRaw(part) ? part[name] : undefined
}

/** Every group is there, so that what is missing is told by its own name. */
const complete = (file: Raw): Raw => ({
  ...Object.fromEntries(['community', ...groups].map((group) => [group, {}])),
  ...file,
})

function put(file: Raw, given: Given): Raw {
  const next: Raw = { ...file }
  for (const [id, value] of Object.entries(given)) {
    const [group = '', name = ''] = id.split('.')
    const part = { ...(isRaw(next[group]) ? next[group] : {}) }
    if (value === null || value === undefined || value === '') delete part[name]
    else part[name] = value
    next[group] = part
  }
  return next
}

/** Whoever says the sum in a currency takes back the one in dollars: the two would contradict each other. */
const alsoTakenBack = (given: Given): Given =>
  Object.hasOwn(given, 'budget.annual') && !Object.hasOwn(given, 'budget.annual-usd')
    ? { ...given, 'budget.annual-usd': null }
    : given
