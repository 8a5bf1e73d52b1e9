/** Learning: what is counted, and what it says. */
export { definitionOf, type Definition } from './catalogue.ts'
export { dashboard, indicator, type Figure } from './dashboard.ts'
export { countNight } from './nightly.ts'
export { measureAll } from './measure.ts'
export { periodOf, quarterOf } from './periods.ts'
export { personalData } from './personal-data.ts'
export { rings, type RingsData } from './rings.ts'
export { computeTiers, tierNames, type Tier } from './tiers.ts'
