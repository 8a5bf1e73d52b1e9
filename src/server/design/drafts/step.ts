import { z } from 'zod'
import type { Locale } from '#i18n/index.ts'
import { oneOf } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { workOnDesign } from '../../permissions/design.ts'
import { query } from '../../verb.ts'
import { answersOf } from '../context/answers.ts'
import { gapOptions, steps, type Field, type Step } from '../context/questions.ts'
import { nameOfAnswer } from '../context/say.ts'
import { decide } from '../rules/decide.ts'
import { groups, type Group } from '../rules/rulebook.ts'
import { aboutDraft } from './about.ts'
import { draftFor, shown, type Draft } from './access.ts'
import { answerIn, readingOf } from './answers.ts'
import { typedFrom, unknownName, wasUnknownName } from './fields.ts'
import { careIn, followingFrom } from './so-far.ts'

export const stepPage = query(
  'design.step',
  {
    input: z.object({ ...shown, step: oneOf(groups) }),
    does: 'One step of the questions, with what was answered, and what follows from the answers so far.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    allow(ctx, workOnDesign, draft.access)
    const all = steps(ctx.locale)
    const step = all.find(({ id }) => id === input.step)!
    const fields = step.questions.flatMap((question) => question.fields)
    const open = draft.visited.includes(step.id) ? openIn(draft, fields) : []
    return {
      about: await aboutDraft(ctx, draft),
      steps: all.map(({ id, title }) => ({ id, title, isDone: draft.visited.includes(id) })),
      step,
      number: groups.indexOf(step.id) + 1,
      next: groups[groups.indexOf(step.id) + 1] ?? null,
      gapOptions: gapOptions(ctx.locale),
      values: {
        ...typedFrom(fields, draft.answers, ctx.locale),
        ...Object.fromEntries(
          open.flatMap(({ answer }) => [
            [unknownName(answer), 'yes'],
            [wasUnknownName(answer), 'yes'],
          ]),
        ),
      },
      ...soFar(draft, step, ctx.locale),
    }
  },
)

/** The answers that are assumed because nobody gave them; what follows from another answer is not. */
function openIn(draft: Draft, fields: readonly Field[]): Field[] {
  const reading = readingOf(draft.answers)
  const assumed = 'problems' in reading ? null : answersOf(reading.context, draft.locale).assumed
  return fields.filter(
    ({ answer }) => answerIn(draft.answers, answer) === undefined && (assumed === null || assumed.has(answer)),
  )
}

/** What follows, or what is needed before anything can. */
function soFar(draft: Draft, step: Step, locale: Locale) {
  const reading = readingOf(draft.answers)
  if ('problems' in reading) {
    return {
      follows: [],
      care: [],
      needed: reading.problems.map((problem) => ({
        answer: nameOfAnswer(locale, problem.path.slice(0, 2).join('.')),
        step: stepOf(problem.path),
      })),
    }
  }
  const decided = decide(reading.context, { locale, overrides: draft.overrides })
  return { follows: followingFrom(decided, step.id), care: careIn(decided, step.id), needed: [] }
}

/** The fields of a step, for reading what was typed into them. */
export const fieldsOf = (step: Group): Field[] =>
  steps('en')
    .find(({ id }) => id === step)!
    .questions.flatMap(({ fields }) => fields)

/** The step in which an answer is asked; what is only printed stands where its question does. */
export function stepOf(path: readonly (string | number)[]): Group {
  const answer = path.slice(0, 2).join('.')
  return (
    steps('en').find(({ questions }) => questions.some(({ fields }) => fields.some((field) => field.answer === answer)))
      ?.id ?? 'scope'
  )
}
