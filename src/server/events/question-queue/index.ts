/** Questions in the live room, by name or without, and what becomes of them. */
export { ask, upvote } from './ask.ts'
export { myQuestionMarks, questionQueue, readDeskQueue, readQueue, type Queue } from './read.ts'
export { parkedQuestions, type ParkedQuestion } from './parked.ts'
export { questionStates, settleQuestion, type QuestionState } from './settle.ts'
