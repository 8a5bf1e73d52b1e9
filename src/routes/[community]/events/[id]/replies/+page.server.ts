import { eventPage, rsvp } from '#server/events/index.ts'
import { NotAllowed, NotFound } from '#server/errors.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { chosen } from '../../answers.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const shown = await eventPage(ctx, { id: event.params.id })
    if (!shown.may.answer) throw new NotAllowed(ctx.actor ? 'events.come' : 'sign-in-needed')
    if (shown.questions.length === 0) throw new NotFound('events.event')
    return { event: shown, answer: event.url.searchParams.get('answer') }
  })

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { answer } = await rsvp.run(ctx, { ...typed, ...chosen(typed.answer), id: event.params.id })
    const flash =
      typed.had === 'yes' ? ('registration.replies.saved' as const) : (`events.answer.done.${answer}` as const)
    return { to: event.url.pathname.replace(/\/replies$/, ''), flash }
  }),
}
