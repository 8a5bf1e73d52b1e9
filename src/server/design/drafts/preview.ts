import { z } from 'zod'
import { words } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import { optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { workOnDesign } from '../../permissions/design.ts'
import { query } from '../../verb.ts'
import { gapOptions, questions, steps } from '../context/questions.ts'
import { sayAnswer } from '../context/say.ts'
import { compare } from '../rules/compare.ts'
import { decide } from '../rules/decide.ts'
import type { Json } from '../types.ts'
import { aboutDraft } from './about.ts'
import { draftFor, shown, type Draft } from './access.ts'
import { answerIn, withAnswers } from './answers.ts'
import { toldComparison } from './changes.ts'
import { composedOf } from './composed.ts'
import { typedFrom } from './fields.ts'
import { measuredChanges, measuresOf } from './measures.ts'
import { needReady } from './ready.ts'

export const previewChange = query(
  'design.preview',
  {
    input: z.object({ ...shown, answers: z.record(z.string(), z.unknown()) }),
    does: 'Says exactly what would change if these answers were given: decisions, warnings, events, hours, money. Changes nothing.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    allow(ctx, workOnDesign, draft.access)
    return differenceBetween(ctx, draft, { ...draft, answers: withAnswers(draft.answers, input.answers) })
  },
)

export const changePage = query(
  'design.question',
  {
    input: z.object({ ...shown, question: optional(z.string().max(100)) }),
    does: 'One question with what was answered, or the list of all of them: for changing one answer.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    allow(ctx, workOnDesign, draft.access)
    const all = questions(ctx.locale)
    const question = all.find(({ id }) => id === input.question) ?? null
    const answered = (id: string) => {
      const value = answerIn(draft.answers, id)
      return value === undefined ? null : sayAnswer(ctx.locale, id, value as Json)
    }
    return {
      about: await aboutDraft(ctx, draft),
      question,
      gapOptions: gapOptions(ctx.locale),
      values: question ? typedFrom(question.fields, draft.answers, ctx.locale) : {},
      steps: steps(ctx.locale).map(({ id, title, questions }) => ({
        id,
        title,
        questions: questions.map(({ id, title, fields }) => ({
          id,
          title,
          answers: fields
            .filter(({ kind }) => !rowKinds.includes(kind))
            .map(({ answer, label }) => ({ answer, label, value: answered(answer) })),
        })),
      })),
    }
  },
)

/** Asked in rows: too long to be said in a line. */
const rowKinds = ['gap-list', 'periods']

/** What would be different with the other answers or overrides, in the reader's language. */
export async function differenceBetween(ctx: Ctx, before: Draft, after: Draft) {
  const [was, is] = [before, after].map((draft) => ({ ...needReady(draft), draft: { ...draft, locale: ctx.locale } }))
  const decided = [was!, is!].map(({ context, overrides }) => decide(context, { locale: ctx.locale, overrides }))
  const w = words(ctx.locale)
  const measured = [measuresOf(await composedOf(ctx, was!.draft), w), measuresOf(await composedOf(ctx, is!.draft), w)]
  return {
    ...toldComparison(compare(decided[0]!, decided[1]!), ctx.locale),
    measures: measuredChanges(measured[0]!, measured[1]!),
  }
}
