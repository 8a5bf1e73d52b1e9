/** Everything about the database that the rest of the house may use. */
export { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.ts'
export { countQueries } from './counting.ts'
export { openDatabase, openPool, type PoolOptions } from './pool.ts'
export { applyMigrations } from './apply.ts'
export { migrate } from './migrate.ts'
