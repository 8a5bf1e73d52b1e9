/** What changes between two designs' decisions: for changing one answer, for versions, for what-if. */
import type { Because, Decided, Decision, Json, Warning } from '../basics.ts'

/** One decision that is not what it was. */
export interface Change {
  /** The path. */
  id: string
  part: Decision['part']
  kind: 'added' | 'changed' | 'gone'
  what: 'decision' | 'requirement' | 'recommendation'
  before?: Json
  after?: Json
  /** For lists: what came and what went. */
  came?: Json[]
  went?: Json[]
  /** Reasons for what is new; for what is gone, the reasons that no longer hold. */
  because: Because[]
  /** A person's change holds the value as it was, though the rules would say otherwise now. */
  held?: boolean
}

export interface Comparison {
  /** Answers that differ, by id. */
  answers: { id: string; before: Json | undefined; after: Json | undefined }[]
  changes: Change[]
  warnings: { came: Warning[]; went: Warning[] }
}

/** What one has to be told before accepting `after` in place of `before`. Both in the order of the parts. */
export function compare(before: Decided, after: Decided): Comparison {
  return {
    answers: changedAnswers(before, after),
    changes: [
      ...changed('decision', before.decisions, after.decisions),
      ...changed('requirement', before.requirements, after.requirements),
      ...changed('recommendation', before.recommendations, after.recommendations),
    ],
    warnings: { came: without(after.warnings, before.warnings), went: without(before.warnings, after.warnings) },
  }
}

function changedAnswers(before: Decided, after: Decided): Comparison['answers'] {
  const ids = new Set([...Object.keys(before.answers), ...Object.keys(after.answers)])
  return [...ids]
    .map((id) => ({ id, before: before.answers[id], after: after.answers[id] }))
    .filter((answer) => !equal(answer.before, answer.after))
}

function changed(what: Change['what'], before: readonly Decision[], after: readonly Decision[]): Change[] {
  const was = new Map(before.map((decision) => [decision.id, decision]))
  const is = new Map(after.map((decision) => [decision.id, decision]))
  const kept = after.flatMap((now): Change[] => {
    const then = was.get(now.id)
    if (!then) return [{ ...head(what, now), kind: 'added', after: now.value, because: now.because }]
    if (equal(then.value, now.value)) return heldBack(what, then, now)
    return [
      {
        ...head(what, now),
        kind: 'changed',
        before: then.value,
        after: now.value,
        ...entries(then.value, now.value),
        because: now.because,
      },
    ]
  })
  const gone = before
    .filter((decision) => !is.has(decision.id))
    .map((decision): Change => ({
      ...head(what, decision),
      kind: 'gone',
      before: decision.value,
      because: decision.because,
    }))
  return [...kept, ...gone]
}

const head = (what: Change['what'], { id, part }: Decision) => ({ id, part, what })

/** The value stands because a person said so, but what the rules come to is new: worth a look. */
function heldBack(what: Change['what'], then: Decision, now: Decision): Change[] {
  if (now.ruled === undefined || equal(then.ruled ?? then.value, now.ruled)) return []
  return [
    {
      ...head(what, now),
      kind: 'changed',
      before: then.ruled ?? then.value,
      after: now.ruled,
      because: now.because,
      held: true,
    },
  ]
}

function entries(before: Json, after: Json): Pick<Change, 'came' | 'went'> {
  if (!Array.isArray(before) || !Array.isArray(after)) return {}
  return { came: after.filter((one) => !before.includes(one)), went: before.filter((one) => !after.includes(one)) }
}

const without = (these: readonly Warning[], those: readonly Warning[]): Warning[] => {
  const known = new Set(those.map((warning) => warning.id))
  return these.filter((warning) => !known.has(warning.id))
}

/** Lists of the same entries in another order are equal: their order says nothing but which rule spoke first. */
function equal(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one) => b.includes(one))
  return a === b
}
