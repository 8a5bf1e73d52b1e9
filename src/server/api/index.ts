/** The API: every verb and query of the rooms, described and found by name. */
export { exampleOf } from './example.ts'
export { fieldsOf, type Field } from './fields.ts'
export { openApi, roomOf, scopeOf } from './openapi.ts'
export { problems, titleOf } from './problems.ts'
export { queryOf } from './query-string.ts'
export { schemaOf } from './schema.ts'
