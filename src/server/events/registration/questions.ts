/** What an event asks of whoever comes, and what they reply. */
import { z } from 'zod'
import { Invalid, type Issue } from '../../errors.ts'
import type { Standing } from './places.ts'

export const questionKinds = ['text', 'yes-no', 'choice', 'choices'] as const

export interface Question {
  id: string
  /** One line of text, yes or no, one of `options`, or several of them. */
  kind: (typeof questionKinds)[number]
  /** In the community's language, as are the options. */
  label: string
  options: string[]
  /** Nobody has a place without a reply. */
  required: boolean
  /** The same in other languages, by their tag; the options in the same order. */
  also?: Record<string, Wording>
}

export interface Wording {
  label: string
  options: string[]
}

/** A question as a reader meets it: what is chosen is kept as it stands in the community's language. */
export interface ShownQuestion extends Omit<Question, 'options' | 'also'> {
  options: { value: string; label: string }[]
}

/** Text or a list of texts, by the question's id. */
export type Replies = Record<string, string | string[]>

const longest = 1000

/** Replies as forms and programs send them. What belongs to no question is let go. */
export const replies = z
  .record(z.string().max(60), z.union([z.string().trim().max(longest), z.array(z.string().max(300)).max(20)]))
  .optional()

/** The questions of an event as its row holds them. */
export function questionsOf(stored: unknown): Question[] {
  return stored as Question[]
}

/** The questions in the language of whoever reads them; in the community's where nobody has put them into that. */
export function questionsIn(stored: unknown, locale: string): ShownQuestion[] {
  return questionsOf(stored).map(({ also, options, ...question }) => {
    const own = also?.[locale]
    return {
      ...question,
      label: own?.label ?? question.label,
      options: options.map((value, i) => ({ value, label: own?.options[i] ?? value })),
    }
  })
}

/**
 * The replies that belong to an answer: whoever does not come is asked nothing. Throws Invalid
 * `registration.replies-needed` with every problem at `replies.<id>`.
 */
export function readReplies(stored: unknown, answer: Standing['answer'], given: Replies): Replies {
  const questions = questionsOf(stored)
  if (questions.length === 0 || answer === 'no') return {}
  const kept: Replies = {}
  const issues: Issue[] = []
  for (const question of questions) {
    const reply = replyTo(question, given[question.id])
    if (reply !== undefined && !fits(question, reply))
      issues.push({ path: ['replies', question.id], code: 'field.choice' })
    else if (reply !== undefined) kept[question.id] = reply
    else if (question.required && answer !== 'maybe') issues.push({ path: ['replies', question.id], code: 'required' })
  }
  if (issues.length > 0) throw new Invalid('registration.replies-needed', {}, issues)
  return kept
}

/** Nothing typed is no reply. */
function replyTo({ kind }: Question, given: string | string[] | undefined): string | string[] | undefined {
  if (given === undefined) return undefined
  const texts = [given].flat().filter((text) => text !== '')
  if (texts.length === 0) return undefined
  return kind === 'choices' ? texts : texts[0]
}

function fits({ kind, options }: Question, reply: string | string[]): boolean {
  if (kind === 'yes-no') return reply === 'yes' || reply === 'no'
  return kind === 'text' || [reply].flat().every((text) => options.includes(text))
}
