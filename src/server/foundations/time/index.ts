export * from './recurrence.ts'
export * from './wall.ts'
export * from './weekends.ts'
export * from './zones.ts'
