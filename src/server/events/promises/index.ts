/** Keeping promises: excuses, a fair warning, and what a circle does when a promise is not kept. */
export { askExcuse, decideExcuse, myExcuse, withdrawExcuse } from './excuse.ts'
export { choosePromiseRule, decidePromiseStep, promiseRules, type PromiseRule } from './rule.ts'
export { watchPromises } from './watch.ts'
export { promisesToTend, type AskedExcuse, type PromiseStep } from './read.ts'
export { mailExcuseAnswered, mailExcuseAsked, mailMoved } from './letters.ts'
