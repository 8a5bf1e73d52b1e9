import { answerPanel, askAsGuest, checkIn, leadSegment, openEventPage, rsvp, withdraw } from '#server/events/index.ts'
import { Invalid } from '#server/errors.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { visitOf } from '#web/visit.ts'
import { chosen } from '../answers.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    event: await openEventPage(ctx, {
      id: event.params.id,
      everyone: event.url.searchParams.get('everyone') ?? undefined,
    }),
    signedIn: ctx.actor !== null,
  }))

// None of these needs to be sent once only: the same answer given twice is one answer.
export const actions = {
  rsvp: act(async (ctx, typed, event) => {
    try {
      const { answer, asks } = await rsvp.run(ctx, { ...typed, ...chosen(typed.answer), id: event.params.id })
      const { pathname } = event.url
      return { to: asks ? `${pathname}/replies` : pathname, flash: `events.answer.done.${answer}` }
    } catch (problem) {
      // What the event asks has a page of its own, so that this one stays simple.
      if (!(problem instanceof Invalid) || problem.code !== 'registration.replies-needed') throw problem
      return { to: `${event.url.pathname}/replies?answer=${encodeURIComponent(String(typed.answer))}` }
    }
  }),
  panel: act(async (ctx, typed, event) => {
    const { answer } = await answerPanel.run(ctx, { ...typed, id: event.params.id })
    const flash = answer === 'accepted' ? 'panel.answer.done.accepted' : 'panel.answer.done.declined'
    return { to: event.url.pathname, flash }
  }),
  withdraw: act(async (ctx, _, event) => {
    await withdraw.run(ctx, { id: event.params.id })
    return { to: event.url.pathname, flash: 'events.answer.done.withdrawn' }
  }),
  here: act(async (ctx, typed, event) => {
    const { here } = await checkIn.run(ctx, { ...typed, id: event.params.id })
    if (!here) throw new Invalid('input', {}, [{ path: ['code'], code: 'attendance.wrong-code' }])
    return { to: event.url.pathname, flash: 'attendance.checkIn.done' }
  }),
  guest: act(async (ctx, typed, event) => {
    const { email } = await askAsGuest(ctx, visitOf(event), { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'registration.guest.sent', params: { email } }
  }),
  take: act(async (ctx, typed, event) => {
    const { leader } = await leadSegment.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#leads`, flash: leader ? 'events.page.taken' : 'events.page.givenBack' }
  }),
}
