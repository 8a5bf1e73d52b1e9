/** The pulse: a few questions in the last minutes of an event, by mail afterwards, and what came of them; anonymous. */
export { hasAnswered, keepAnswer, saidInput, type Answerer } from './answer.ts'
export { askAtClosing, askPulse, pulse, pulseToClose } from './ask.ts'
export { answerPulseByMail, pulsePage } from './by-mail.ts'
export { closePulses } from './close.ts'
export { mailPulse, mailPulseOf, pulseInLetters, remindOfPulse } from './letters.ts'
export { isOpen as pulseIsOpen, openPulse, pulseOf, questionsOf as pulseQuestionsOf, type PulseRow } from './pulse.ts'
export { pulseQuestions as pulseInWords, type PulseQuestion } from './questions.ts'
export { countAnswers, resultsOfPulse, type PulseFigure, type PulseResults } from './results.ts'
