/** What people do together in the room, as panels and forms: questions, notes, groups, ways of working, check-in. */
import { Invalid } from '#server/errors.ts'
import {
  addNote,
  ask,
  checkIn,
  dissolveGroups,
  endProtocol,
  leaveGroup,
  makeGroups,
  myCheckInMarks,
  myGroupMarks,
  myNoteMarks,
  myQuestionMarks,
  nextStep,
  placeLatecomers,
  readCheckIn,
  readCheckInCode,
  readDeskNotes,
  readDeskProtocol,
  readDeskQueue,
  readGroups,
  readNotes,
  readProtocol,
  readQueue,
  settleQuestion,
  startProtocol,
  takeNoteOut,
  upvote,
} from '#server/events/index.ts'
import type { Doing } from '#web/live/answer.ts'
import type { Panel } from '#web/live/panel.ts'
import { asked } from './asked.ts'
import type { RequestEvent } from '@sveltejs/kit'

export const meetPanels: readonly Panel[] = [
  {
    name: 'check-in',
    read: { hand: readCheckIn, desk: readCheckInCode, wall: readCheckInCode },
    marks: myCheckInMarks,
  },
  { name: 'protocol', read: { hand: readProtocol, desk: readDeskProtocol, wall: readProtocol } },
  { name: 'groups', read: { hand: readGroups, desk: readGroups, wall: readGroups }, marks: myGroupMarks },
  { name: 'questions', read: { hand: readQueue, desk: readDeskQueue, wall: readQueue }, marks: myQuestionMarks },
  { name: 'notes', read: { hand: readNotes, desk: readDeskNotes }, marks: myNoteMarks },
]

const here = (event: RequestEvent) => event.url.pathname

const note: Doing = async (ctx, typed, event) => {
  await addNote.run(ctx, asked(event, typed))
  return { to: `${here(event)}#notes`, flash: 'meet.notes.done' }
}
const out: Doing = async (ctx, typed, event) => {
  await takeNoteOut.run(ctx, asked(event, typed))
  return { to: `${here(event)}#notes`, flash: 'meet.notes.out' }
}

export const meetHandDoings: Record<string, Doing> = {
  ask: async (ctx, typed, event) => {
    await ask.run(ctx, asked(event, typed))
    return { to: `${here(event)}#questions`, flash: 'meet.questions.done' }
  },
  up: async (ctx, typed, event) => {
    await upvote.run(ctx, { ...asked(event, typed), up: true })
    return { to: `${here(event)}#questions`, marks: [`up:${String(typed.question)}`] }
  },
  down: async (ctx, typed, event) => {
    await upvote.run(ctx, { ...asked(event, typed), up: false })
    return { to: `${here(event)}#questions`, unmarks: [`up:${String(typed.question)}`] }
  },
  note,
  out,
  'check-in': async (ctx, typed, event) => {
    const done = await checkIn.run(ctx, asked(event, typed))
    if (!done.here) throw new Invalid('input', {}, [{ path: ['code'], code: 'attendance.wrong-code' }])
    return { to: here(event), flash: 'attendance.checkIn.done', unmarks: ['check-in'] }
  },
}

export const meetDeskDoings: Record<string, Doing> = {
  settle: async (ctx, typed, event) => {
    const { state } = await settleQuestion.run(ctx, asked(event, typed))
    return { to: `${here(event)}#questions`, flash: `meet.questions.now.${state}` }
  },
  note,
  out,
  groups: async (ctx, typed, event) => {
    const { groups } = await makeGroups.run(ctx, asked(event, typed))
    return { to: `${here(event)}#groups`, flash: 'meet.groups.made', params: { groups } }
  },
  late: async (ctx, typed, event) => {
    const { placed } = await placeLatecomers.run(ctx, asked(event, typed))
    return { to: `${here(event)}#groups`, flash: 'meet.groups.placed', params: { placed } }
  },
  gone: async (ctx, typed, event) => {
    await leaveGroup.run(ctx, asked(event, typed))
    return { to: `${here(event)}#groups`, flash: 'meet.groups.gone' }
  },
  together: async (ctx, typed, event) => {
    await dissolveGroups.run(ctx, asked(event, typed))
    return { to: `${here(event)}#groups`, flash: 'meet.groups.dissolved' }
  },
  protocol: async (ctx, typed, event) => {
    await startProtocol.run(ctx, asked(event, typed))
    return { to: `${here(event)}#protocol`, flash: 'meet.protocol.begun' }
  },
  step: async (ctx, typed, event) => {
    const { step } = await nextStep.run(ctx, asked(event, typed))
    return { to: `${here(event)}#protocol`, flash: step === null ? 'meet.protocol.over' : 'meet.protocol.moved' }
  },
  stop: async (ctx, typed, event) => {
    await endProtocol.run(ctx, asked(event, typed))
    return { to: `${here(event)}#protocol`, flash: 'meet.protocol.over' }
  },
}
