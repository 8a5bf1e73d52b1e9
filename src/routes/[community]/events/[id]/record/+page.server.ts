import { dropAction, finishAction, recordPage, reopenAction, withdrawDecision } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    signedIn: ctx.actor !== null,
    record: await recordPage.run(ctx, {
      id: event.params.id,
      version: event.url.searchParams.get('version') ?? '',
    }),
  }))

const here = ({ url }: { url: URL }) => url.pathname

export const actions = {
  done: act(async (ctx, typed, event) => {
    await finishAction.run(ctx, typed)
    return { to: here(event), flash: 'record.action.flash.done' }
  }),
  drop: act(async (ctx, typed, event) => {
    await dropAction.run(ctx, typed)
    return { to: here(event), flash: 'record.action.flash.dropped' }
  }),
  reopen: act(async (ctx, typed, event) => {
    await reopenAction.run(ctx, typed)
    return { to: here(event), flash: 'record.action.flash.reopened' }
  }),
  withdraw: act(async (ctx, typed, event) => {
    await withdrawDecision.run(ctx, typed)
    return { to: here(event), flash: 'record.decisions.flash' }
  }),
}
