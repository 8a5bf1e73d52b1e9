import { Invalid } from '../../errors.ts'
import type { Context, Override } from '../types.ts'
import type { Draft } from './access.ts'
import { readingOf } from './answers.ts'

/** The context of a draft that can become a design. Throws Invalid `design.not-ready` with what is missing or contradicts itself. */
export function needReady(draft: Draft): { context: Context; overrides: Record<string, Override> } {
  const reading = readingOf(draft.answers)
  if ('problems' in reading) throw new Invalid('design.not-ready', { count: reading.problems.length }, reading.problems)
  return { context: reading.context, overrides: draft.overrides }
}
