/** The front of the rules: decide, compare, say. */
export { decide, type DecideOptions } from './decide.ts'
export * from './formulas.ts'
export { allPaths, optionsOf, partOf, pathSpec, scales, type PathSpec } from './paths.ts'
export { answerSpec, answerSpecs, groups, rules, type AnswerSpec, type Group, type Rule } from './rulebook.ts'
