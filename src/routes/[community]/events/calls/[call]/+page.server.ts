import {
  callPage,
  closeCall,
  declineProposal,
  keepProposal,
  placeProposal,
  propose,
  withdrawProposal,
} from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    call: await callPage(ctx, { id: event.params.call }),
    writing: event.url.searchParams.get('proposal'),
    once: onceKey(),
  }))

export const actions = {
  propose: act(async (ctx, typed, event) => {
    const { state } = await propose.run(ctx, { ...typed, call: event.params.call })
    return { to: event.url.pathname, flash: state === 'draft' ? 'calls.page.kept' : 'calls.page.sent' }
  }),
  withdraw: act(async (ctx, typed, event) => {
    await withdrawProposal.run(ctx, typed)
    return { to: event.url.pathname, flash: 'calls.page.withdrawn' }
  }),
  close: act(async (ctx, _, event) => {
    await closeCall.run(ctx, { id: event.params.call })
    return { to: event.url.pathname, flash: 'calls.page.closedNow' }
  }),
  /** `place` is the id of an event and that of a part of its agenda. */
  place: act(async (ctx, typed, event) => {
    const [at, segment] = String(typed.place ?? '').split(' ')
    await placeProposal.run(ctx, { id: typed.id, note: typed.note, event: at, segment })
    return { to: `${event.url.pathname}#proposals`, flash: 'calls.page.placed' }
  }),
  keep: act(async (ctx, typed, event) => {
    await keepProposal.run(ctx, { id: typed.id, note: typed.note })
    return { to: `${event.url.pathname}#proposals`, flash: 'calls.page.waits' }
  }),
  decline: act(async (ctx, typed, event) => {
    await declineProposal.run(ctx, { id: typed.id, reason: typed.note ?? '' })
    return { to: `${event.url.pathname}#proposals`, flash: 'calls.page.declined' }
  }),
}
