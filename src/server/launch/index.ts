/** The launch: a design becomes a living community, and later versions follow. */
export { applyPlan, applyVersion, launch, launchPlan } from './launch.ts'
export { personalData } from './personal-data.ts'
export { reservedSlugs, suggestSlug } from './reserved.ts'
export type { Does, Step } from './plan.ts'
export { shelfTables, type ShelfTable } from './shelves.ts'
