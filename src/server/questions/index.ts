/** Questions that a meeting parked, and the topics in the discussion that they become. */
export { parked, raise } from './raise.ts'
