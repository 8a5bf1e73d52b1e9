/** Reasons of what a composer works out itself, in the shape of the rules' reasons, so that every "why?" opens alike. */
import type { Because, Decided } from '../../basics.ts'

/** One reason: `rule` begins with `formula-`; `answers` are the ids of the answers that it read. */
export function reason(decided: Decided, rule: string, text: string, answers: readonly string[] = []): Because {
  return {
    rule,
    reason: text,
    answers: answers.map((id) => ({ id, value: decided.answer(id), assumed: decided.assumed.has(id) })),
  }
}
