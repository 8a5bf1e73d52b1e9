/** Everything about the database that the rest of the house may use. */
export { appliedIn, applyMigrations } from './apply.ts'
export { connect } from './connect.ts'
export { countQueries } from './counting.ts'
export { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.ts'
export { notify, openListener, type Listener } from './listen.ts'
export { migrate, oldestPostgres } from './migrate.ts'
export { outstanding, readMigrations } from './migrations.ts'
export { openDatabase, openPool, openSharedDatabase, type PoolOptions } from './pool.ts'
