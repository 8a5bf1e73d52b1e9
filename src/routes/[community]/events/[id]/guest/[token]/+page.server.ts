import { communityOf } from '#server/ctx.ts'
import {
  answerAsGuest,
  checkInAsGuest,
  eraseGuest,
  guestCertificate,
  guestPage,
  issueGuestCertificate,
  joinAsGuest,
} from '#server/events/index.ts'
import { Invalid } from '#server/errors.ts'
import { act } from '#web/act.ts'
import { keepLiveToken } from '#web/live/cookie.ts'
import { read } from '#web/read.ts'
import { chosen } from '../../../answers.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    guest: await guestPage.run(ctx, { token: event.params.token }),
    ...(await guestCertificate.run(ctx, { token: event.params.token })),
    token: event.params.token,
  }))

export const actions = {
  answer: act(async (ctx, typed, event) => {
    const { answer } = await answerAsGuest.run(ctx, { ...typed, ...chosen(typed.answer), token: event.params.token })
    const flash = { yes: 'confirmed', waiting: 'waits', maybe: 'changed', no: 'changed' } as const
    return { to: event.url.pathname, flash: `registration.guest.page.${flash[answer]}` }
  }),
  here: act(async (ctx, typed, event) => {
    const { here } = await checkInAsGuest.run(ctx, { ...typed, token: event.params.token })
    if (!here) throw new Invalid('input', {}, [{ path: ['code'], code: 'attendance.wrong-code' }])
    return { to: event.url.pathname, flash: 'attendance.checkIn.done' }
  }),
  room: act(async (ctx, _, event) => {
    const { event: id, token } = await joinAsGuest.run(ctx, { token: event.params.token })
    const to = `/${communityOf(ctx).slug}/events/${id}/live`
    keepLiveToken(event, to, token)
    return { to, flash: 'live.join.done' }
  }),
  certificate: act(async (ctx, typed, event) => {
    await issueGuestCertificate.run(ctx, { ...typed, token: event.params.token })
    return { to: event.url.pathname, flash: 'record.certificate.made' }
  }),
  erase: act(async (ctx, _, event) => {
    await eraseGuest.run(ctx, { token: event.params.token })
    return { to: `/${communityOf(ctx).slug}/events`, flash: 'registration.guest.page.erased' }
  }),
}
