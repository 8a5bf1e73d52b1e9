import { communityOf } from '#server/ctx.ts'
import { askQuestions, mostQuestions, questionsPage } from '#server/events/index.ts'
import { locales, words } from '#i18n/index.ts'
import { act } from '#web/act.ts'
import type { Typed } from '#web/fields.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ asked: await questionsPage.run(ctx, { id: event.params.id }), most: mostQuestions }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const questions = [...rows(typed.questions), ...readyMade(typed.suggest, communityOf(ctx).locale)]
    const { questions: asked } = await askQuestions.run(ctx, { ...typed, questions, id: event.params.id })
    return { to: event.url.pathname, flash: 'registration.questions.saved', params: { count: asked.length } }
  }),
}

const rows = (typed: unknown): Typed[] => (Array.isArray(typed) ? typed : [])

/** The ready-made questions that were ticked, in every language that has words for them. */
function readyMade(ticked: unknown, language: string): Typed[] {
  const label = (locale: string, name: 'access' | 'diet') => words(locale)(`registration.questions.${name}`)
  return (['access', 'diet'] as const)
    .filter((name) => Array.isArray(ticked) && ticked.includes(name))
    .map((name) => ({
      label: label(language, name),
      kind: 'text',
      also: Object.fromEntries(
        locales.filter((locale) => locale !== language).map((locale) => [locale, { label: label(locale, name) }]),
      ),
    }))
}
