/** What can be done in the live room by its forms. Each works without script; the script sends the same. */
import type { RequestEvent } from '@sveltejs/kit'
import {
  addMinutes,
  closePoll,
  dropPoll,
  endMeeting,
  hideAnswer,
  joinRoom,
  mergeAnswers,
  moveBack,
  moveOn,
  openPoll,
  openRoom,
  preparePoll,
  startMeeting,
  supportAnswer,
  vote,
} from '#server/events/index.ts'
import type { Doing } from '#web/live/answer.ts'
import { asked } from './asked.ts'
import { meetDeskDoings, meetHandDoings } from './meet.ts'

const here = (event: RequestEvent) => event.url.pathname

/** For whoever is in the room. */
export const handDoings: Record<string, Doing> = {
  ...meetHandDoings,
  join: async (ctx, typed, event) => {
    await joinRoom.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.join.done', whole: true }
  },
  vote: async (ctx, typed, event) => {
    const { poll, changed, id, regroup } = await vote.run(ctx, asked(event, typed))
    const flash = changed ? 'live.poll.changed' : 'live.poll.sent'
    return { to: here(event), flash, marks: [`voted:${poll}`, `own:${id}`], regroup }
  },
  support: async (ctx, typed, event) => {
    const { supported } = await supportAnswer.run(ctx, asked(event, typed))
    const mark = [`same:${String(typed.answer)}`]
    return supported
      ? { to: here(event), flash: 'live.poll.supportDone', marks: mark }
      : { to: here(event), flash: 'live.poll.supportBack', unmarks: mark }
  },
}

/** For whoever runs it. */
export const deskDoings: Record<string, Doing> = {
  ...meetDeskDoings,
  open: async (ctx, typed, event) => {
    await openRoom.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.desk.done.open', whole: true }
  },
  door: async (ctx, typed, event) => {
    await openRoom.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.desk.done.door' }
  },
  start: async (ctx, typed, event) => {
    await startMeeting.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.desk.done.start' }
  },
  next: async (ctx, typed, event) => {
    await moveOn.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.desk.done.next' }
  },
  back: async (ctx, typed, event) => {
    await moveBack.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.desk.done.back' }
  },
  minutes: async (ctx, typed, event) => {
    await addMinutes.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.desk.done.minutes' }
  },
  end: async (ctx, typed, event) => {
    await endMeeting.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.desk.done.end' }
  },
  prepare: async (ctx, typed, event) => {
    await preparePoll.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.poll.done.prepared' }
  },
  drop: async (ctx, typed, event) => {
    await dropPoll.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.poll.done.dropped' }
  },
  ask: async (ctx, typed, event) => {
    await openPoll.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.poll.done.opened' }
  },
  close: async (ctx, typed, event) => {
    await closePoll.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.poll.done.closed' }
  },
  hide: async (ctx, typed, event) => {
    const { hidden } = await hideAnswer.run(ctx, asked(event, typed))
    return { to: here(event), flash: hidden ? 'live.poll.done.hidden' : 'live.poll.done.shown' }
  },
  merge: async (ctx, typed, event) => {
    await mergeAnswers.run(ctx, asked(event, typed))
    return { to: here(event), flash: 'live.poll.done.merged' }
  },
}
