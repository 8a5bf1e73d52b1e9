import { z } from 'zod'
import { oneOf, optional } from '../../foundations/input.ts'
import { verb } from '../../verb.ts'
import { allow } from '../../permissions/index.ts'
import { workOnDesign } from '../../permissions/design.ts'
import { groups } from '../rules/rulebook.ts'
import { draftFor, shown } from './access.ts'
import { withAnswers } from './answers.ts'
import { save } from './save.ts'

export const answer = verb(
  'design.answer',
  {
    input: z.object({
      ...shown,
      /** By the name of the answer: `scope.members`. `null` says that nobody knows: then it is assumed. */
      answers: z.record(z.string(), z.unknown()),
      /** The step of the form that these answers fill. */
      step: optional(oneOf(groups)),
    }),
    does: 'Answers questions about the community. What is not named stays as it was.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input, { lock: true })
    allow(ctx, workOnDesign, draft.access)
    const answers = withAnswers(draft.answers, input.answers)
    const visited = [...new Set([...draft.visited, ...(input.step ? [input.step] : [])])]
    await save(ctx, draft.id, { answers: JSON.stringify(answers), visited })
    return { design: draft.id }
  },
)
