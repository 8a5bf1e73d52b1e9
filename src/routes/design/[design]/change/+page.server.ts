import { answer, changePage, givenBy, previewChange } from '#server/design/index.ts'
import { act, look } from '#web/act.ts'
import { typedOf } from '#web/fields.ts'
import { formOf } from '#web/form.ts'
import { read } from '#web/read.ts'
import type { RequestEvent } from '@sveltejs/kit'
import { shownBy } from '../../shown.ts'

export const load = (event) => read(event, async (ctx) => ({ page: await changePage(ctx, asked(event)) }))

const asked = (event: RequestEvent) => ({
  ...shownBy(event),
  question: event.url.searchParams.get('question') ?? undefined,
})

/** What was typed, as answers to the question of this address. */
async function answersOf(event: RequestEvent, typed: Record<string, unknown>) {
  const { question } = await changePage(event.locals.ctx, asked(event))
  return givenBy(question?.fields ?? [], typed)
}

export const actions = {
  show: look(async (ctx, typed, event) => ({
    difference: await previewChange(ctx, { ...shownBy(event), answers: await answersOf(event, typed) }),
  })),
  accept: act(async (ctx, typed, event) => {
    await answer(ctx, { ...shownBy(event), answers: await answersOf(event, typed) })
    return { to: `/design/${event.params.design}`, flash: 'studio.change.accepted' }
  }),
  /** One more row for a list. */
  more: async (event: RequestEvent) => {
    const form = await formOf(event, event.request)
    return { problems: {}, values: typedOf(form), more: String(form.get('_more')) }
  },
}
