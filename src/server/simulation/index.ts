/** A simulated community: the demo, and large data for the bench. */
export { live, type Life, type LifeOptions } from './life.ts'
