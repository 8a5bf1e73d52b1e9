/** What can be done in the live room by its forms. Each works without script; the script sends the same. */
import type { RequestEvent } from '@sveltejs/kit'
import { addMinutes, endMeeting, joinRoom, moveBack, moveOn, openRoom, startMeeting } from '#server/events/index.ts'
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
}
