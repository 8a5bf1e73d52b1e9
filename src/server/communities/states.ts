export { takingPart as takesPart } from '../ctx.ts'
