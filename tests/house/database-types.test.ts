import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { typesFile, typesOf } from '../../src/cli/migrate-types.ts'

test('the types of the tables are those of the migrations (otherwise: ./copse migrate --types)', async () => {
  await using database = await freshDatabase()
  expect(readFileSync(typesFile, 'utf8')).toBe(await typesOf(database.url))
})
