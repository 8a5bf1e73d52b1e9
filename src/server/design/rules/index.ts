/** The front of the rules: decide, compare, what-if, say. */
export { compare, type Change, type Comparison } from './compare.ts'
export { decide, type DecideOptions } from './decide.ts'
export * from './formulas.ts'
export { refusalOf, safetyReasonLength, type Refusal } from './overrides.ts'
export { allPaths, optionsOf, partOf, pathSpec, scales, type PathSpec } from './paths.ts'
export { answerSpec, answerSpecs, groups, rules, type AnswerSpec, type Group, type Rule } from './rulebook.ts'
export { nameOfPath, say, sentenceOf } from './say.ts'
export { variants, type Variant, type VariantId } from './variants.ts'
