import { communityOf } from '#server/ctx.ts'
import { answerAsGuest, eraseGuest, guestPage } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { chosen } from '../../../answers.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    guest: await guestPage.run(ctx, { token: event.params.token }),
    token: event.params.token,
  }))

export const actions = {
  answer: act(async (ctx, typed, event) => {
    const { answer } = await answerAsGuest.run(ctx, { ...typed, ...chosen(typed.answer), token: event.params.token })
    const flash = { yes: 'confirmed', waiting: 'waits', maybe: 'changed', no: 'changed' } as const
    return { to: event.url.pathname, flash: `registration.guest.page.${flash[answer]}` }
  }),
  erase: act(async (ctx, _, event) => {
    await eraseGuest.run(ctx, { token: event.params.token })
    return { to: `/${communityOf(ctx).slug}/events`, flash: 'registration.guest.page.erased' }
  }),
}
