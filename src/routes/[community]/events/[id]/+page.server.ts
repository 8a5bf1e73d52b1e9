import { checkIn, leadSegment, openEventPage, rsvp, withdraw } from '#server/events/index.ts'
import { Invalid } from '#server/errors.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

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
    const { answer } = await rsvp.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: `events.answer.done.${answer}` }
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
  take: act(async (ctx, typed, event) => {
    const { leader } = await leadSegment.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#leads`, flash: leader ? 'events.page.taken' : 'events.page.givenBack' }
  }),
}
