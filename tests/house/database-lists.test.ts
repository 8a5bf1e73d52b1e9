import { expect } from 'vitest'
import { stoppable } from '#server/communities/index.ts'
import { test } from '#tests/support/database.ts'

test('the kinds of mail that can be stopped are those of the database (otherwise: a migration with a row in mail_kind)', async ({
  db,
}) => {
  const rows = await db.selectFrom('mail_kind').select('kind').orderBy('kind').execute()
  expect(rows.map(({ kind }) => kind)).toEqual(stoppable.toSorted())
})
