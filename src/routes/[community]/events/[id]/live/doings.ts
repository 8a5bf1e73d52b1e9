/** What can be done in the live room by its forms. Each works without script; the script sends the same. */
import {
  addMinutes,
  answerPulse,
  askPositionsAgain,
  closePoll,
  dropPoll,
  endMeeting,
  hideAnswer,
  joinRoom,
  mergeAnswers,
  moveBack,
  moveOn,
  openPoll,
  openPulseInRoom,
  openRoom,
  preparePoll,
  showShift,
  startMeeting,
  supportAnswer,
  takePosition,
  vote,
} from '#server/events/index.ts'
import type { Doing } from '#web/live/answer.ts'
import { runs, says } from './asked.ts'
import { meetDeskDoings, meetHandDoings } from './meet.ts'

/** For whoever is in the room. */
export const handDoings: Record<string, Doing> = {
  ...meetHandDoings,
  join: runs(joinRoom, () => ({ flash: 'live.join.done', whole: true })),
  vote: runs(vote, ({ poll, changed, id, regroup }) => ({
    flash: changed ? 'live.poll.changed' : 'live.poll.sent',
    marks: [`voted:${poll}`, `own:${id}`],
    regroup,
  })),
  pulse: runs(answerPulse, () => ({ flash: 'pulse.sent', marks: ['pulsed'] })),
  stand: runs(
    takePosition,
    ({ stage }) => ({ flash: `positions.saved.${stage}`, marks: [`stood:${stage}`] }),
    '#stand',
  ),
  support: runs(supportAnswer, ({ supported }, { answer }) => {
    const mark = [`same:${String(answer)}`]
    return supported
      ? { flash: 'live.poll.supportDone', marks: mark }
      : { flash: 'live.poll.supportBack', unmarks: mark }
  }),
}

/** For whoever runs it. */
export const deskDoings: Record<string, Doing> = {
  ...meetDeskDoings,
  'open-pulse': says(openPulseInRoom, 'pulse.room.asked'),
  'ask-again': says(askPositionsAgain, 'positions.room.askedAgain', '#stand'),
  shift: says(showShift, 'positions.closed', '#stand'),
  open: runs(openRoom, () => ({ flash: 'live.desk.done.open', whole: true })),
  door: says(openRoom, 'live.desk.done.door'),
  start: says(startMeeting, 'live.desk.done.start'),
  next: says(moveOn, 'live.desk.done.next'),
  back: says(moveBack, 'live.desk.done.back'),
  minutes: says(addMinutes, 'live.desk.done.minutes'),
  end: says(endMeeting, 'live.desk.done.end'),
  prepare: says(preparePoll, 'live.poll.done.prepared'),
  drop: says(dropPoll, 'live.poll.done.dropped'),
  ask: says(openPoll, 'live.poll.done.opened'),
  close: says(closePoll, 'live.poll.done.closed'),
  hide: runs(hideAnswer, ({ hidden }) => ({ flash: hidden ? 'live.poll.done.hidden' : 'live.poll.done.shown' })),
  merge: says(mergeAnswers, 'live.poll.done.merged'),
}
