/** A design by its answers, for the tests of the rules. */
import { contextOf } from './contexts.ts'
import type { Json } from '#server/design/types.ts'
import { decide } from '#server/design/rules/decide.ts'

/** The design by these answers, the others as they usually are. */
export const design = (answers: Record<string, Json> = {}) => decide(contextOf(answers))
/** Ids of the rules that made a decision what it is. */
export const rulesBehind = (decided: ReturnType<typeof decide>, path: string) =>
  decided.because(path).map(({ rule }) => rule)
