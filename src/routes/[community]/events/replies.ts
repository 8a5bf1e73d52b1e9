import type { Replies, ShownQuestion } from '#server/events/index.ts'

/** Replies under the names of the form's fields. */
export function replyValues(questions: readonly ShownQuestion[], replies: Replies): Record<string, string | string[]> {
  return Object.fromEntries(
    questions.flatMap(({ id, kind }) => {
      const reply = replies[id]
      return reply === undefined ? [] : [[`replies.${id}${kind === 'choices' ? '[]' : ''}`, reply]]
    }),
  )
}
