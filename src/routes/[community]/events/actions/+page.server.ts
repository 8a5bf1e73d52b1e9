import { actions as list, dropAction, finishAction, reopenAction } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const typed = (name: string): string => event.url.searchParams.get(name) ?? ''
    const asked = { view: typed('view') || 'mine', search: typed('search'), after: typed('after') }
    return { ...(await list.run(ctx, asked)), asked }
  })

/** Back to the list that was looked at; a form of Home goes back to Home. */
const back = (url: URL, typed: Record<string, unknown>) => {
  if (typed.from === 'home') return url.pathname.replace(/\/events\/actions$/, '/home')
  return url.pathname + (typeof typed.view === 'string' && typed.view ? `?view=${encodeURIComponent(typed.view)}` : '')
}

export const actions = {
  done: act(async (ctx, typed, event) => {
    await finishAction.run(ctx, typed)
    return { to: back(event.url, typed), flash: 'record.action.flash.done' }
  }),
  drop: act(async (ctx, typed, event) => {
    await dropAction.run(ctx, typed)
    return { to: back(event.url, typed), flash: 'record.action.flash.dropped' }
  }),
  reopen: act(async (ctx, typed, event) => {
    await reopenAction.run(ctx, typed)
    return { to: back(event.url, typed), flash: 'record.action.flash.reopened' }
  }),
}
