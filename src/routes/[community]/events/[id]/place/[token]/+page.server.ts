import { answerOffer, offerPage } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    offer: await offerPage.run(ctx, { id: event.params.id, token: event.params.token }),
  }))

export const actions = {
  default: act(async (ctx, typed, event) => {
    const { answer } = await answerOffer.run(ctx, {
      id: event.params.id,
      token: event.params.token,
      answer: typed.answer,
    })
    return {
      to: event.url.pathname.replace(/\/place\/.*$/, ''),
      flash: answer === 'yes' ? 'registration.offer.taken' : 'registration.offer.gone',
    }
  }),
}
