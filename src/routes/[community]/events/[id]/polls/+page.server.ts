import { changePoll, dropPoll, pollsToPrepare, preparePoll } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    prepared: await pollsToPrepare(ctx, { id: event.params.id }),
    // Led here from a part of the agenda: the form begins with it.
    part: event.url.searchParams.get('part') ?? '',
  }))

export const actions = {
  prepare: act(async (ctx, typed, event) => {
    const { poll } = await preparePoll.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#poll-${poll}`, flash: 'live.poll.done.prepared' }
  }),
  change: act(async (ctx, typed, event) => {
    const { poll } = await changePoll.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#poll-${poll}`, flash: 'live.poll.done.kept' }
  }),
  drop: act(async (ctx, typed, event) => {
    await dropPoll.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'live.poll.done.dropped' }
  }),
}
