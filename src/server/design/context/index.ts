/** The front of the context: read it, ask for it, know its answers. */
export { answersOf, type Answers } from './answers.ts'
export { currency, currencyCodes, toUsd, type Currency } from './currencies.ts'
export { countryCodes } from './places.ts'
export { readContext, sayIssue, type ReadContext } from './read.ts'
export { nameOfAnswer, sayAnswer } from './say.ts'
export { contextFile, contextJsonSchema } from './schema.ts'
export { gapOptions, questions, steps, type Field, type FieldKind, type Question, type Step } from './questions.ts'
