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
import { asked, runs, says } from './asked.ts'

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

const note = says(addNote, 'meet.notes.done', '#notes')
const out = says(takeNoteOut, 'meet.notes.out', '#notes')

/** Lends a voice to a question, or takes it back. */
const voice =
  (up: boolean): Doing =>
  async (ctx, typed, event) => {
    await upvote.run(ctx, { ...asked(event, typed), up })
    return { to: `${event.url.pathname}#questions`, [up ? 'marks' : 'unmarks']: [`up:${String(typed.question)}`] }
  }

export const meetHandDoings: Record<string, Doing> = {
  ask: says(ask, 'meet.questions.done', '#questions'),
  up: voice(true),
  down: voice(false),
  note,
  out,
  'check-in': runs(checkIn, ({ here }) => {
    if (!here) throw new Invalid('input', {}, [{ path: ['code'], code: 'attendance.wrong-code' }])
    return { flash: 'attendance.checkIn.done', unmarks: ['check-in'] }
  }),
}

export const meetDeskDoings: Record<string, Doing> = {
  settle: runs(settleQuestion, ({ state }) => ({ flash: `meet.questions.now.${state}` }), '#questions'),
  note,
  out,
  groups: runs(makeGroups, ({ groups }) => ({ flash: 'meet.groups.made', params: { groups } }), '#groups'),
  late: runs(placeLatecomers, ({ placed }) => ({ flash: 'meet.groups.placed', params: { placed } }), '#groups'),
  gone: says(leaveGroup, 'meet.groups.gone', '#groups'),
  together: says(dissolveGroups, 'meet.groups.dissolved', '#groups'),
  protocol: says(startProtocol, 'meet.protocol.begun', '#protocol'),
  step: runs(
    nextStep,
    ({ step }) => ({ flash: step === null ? 'meet.protocol.over' : 'meet.protocol.moved' }),
    '#protocol',
  ),
  stop: says(endProtocol, 'meet.protocol.over', '#protocol'),
}
