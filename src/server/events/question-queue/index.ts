/** Questions in the live room, by name or without, and what becomes of them. */
export { ask, upvote } from './ask.ts'
export { myQuestionMarks, questionQueue, readDeskQueue, readQueue, type Queue } from './read.ts'
export { questionStates, settleQuestion, type QuestionState } from './settle.ts'
