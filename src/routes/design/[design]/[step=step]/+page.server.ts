import { answer, fieldsOf, givenBy, stepPage } from '#server/design/index.ts'
import { act } from '#web/act.ts'
import { typedOf } from '#web/fields.ts'
import { formOf } from '#web/form.ts'
import { read } from '#web/read.ts'
import { shownBy } from '../../shown.ts'

export const load = (event) => read(event, (ctx) => stepPage.run(ctx, { ...shownBy(event), step: event.params.step }))

export const actions = {
  save: act(async (ctx, typed, event) => {
    const { design, step } = event.params as { design: string; step: Parameters<typeof fieldsOf>[0] }
    await answer(ctx, { ...shownBy(event), step, answers: givenBy(fieldsOf(step), typed) })
    return typed.then
      ? { to: `/design/${design}/${typed.then}` }
      : { to: `/design/${design}`, flash: 'studio.step.saved' }
  }),
  /** One more row for a list: nothing is saved and nothing lost. */
  more: async (event) => {
    const form = await formOf(event, event.request)
    return { problems: {}, values: typedOf(form), more: String(form.get('_more')) }
  },
}
