/** Polls: prepared ahead, asked in the room, answered once, shown as promised. */
export { closeForgottenPolls, closePoll, closePollInTime, closePollsOf, openPoll } from './ask.ts'
export { mailPoll, openPollLinks, pollPage, voteByMail } from './by-mail.ts'
export { chosenDate } from './chosen-date.ts'
export { planOf, plansOf, preparePollsOf } from './from-format.ts'
export { kinds as pollKinds, shows as pollShows, type PollKind, type ResultsShown } from './kinds.ts'
export { formatPoll, type PollPlan } from './plan.ts'
export { changePoll, dropPoll, preparePoll } from './prepare.ts'
export {
  marksOf,
  pollGroups,
  pollMarks,
  polls,
  readPollForWall,
  readPollsForDesk,
  readPollsForHand,
  readPollsForRecord,
  type ShownPoll,
} from './show.ts'
export { fewest } from './tally.ts'
export type { Line as PollLine, OpenLine, Results as PollResults } from './tally.ts'
export { hideAnswer, mergeAnswers } from './tidy.ts'
export { pollCounts, pollsToPrepare, type PreparedPoll } from './to-prepare.ts'
export { castVote, supportAnswer, vote } from './vote.ts'
