/** What came of an event: asked some weeks after it by mail, told as a loop-back, quoted with consent. */
export { loopBackPage, tellByMail } from './by-mail.ts'
export { askWhatCame } from './letters.ts'
export {
  confidences as estimateConfidences,
  followUpQuestions,
  shares as estimateShares,
  uses as loopBackUses,
  type FollowUpQuestions,
  type Told as LoopBackTold,
} from './questions.ts'
export { loopBacks, seriesLoopBacks, shownStories, type LoopBack } from './read.ts'
export { followUpToClose, planFollowUp, quoteLoopBack } from './tend.ts'
export { keepLoopBack, loopBackForm, tellLoopBack } from './tell.ts'
