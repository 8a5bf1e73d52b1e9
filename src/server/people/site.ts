/** This installation: its secret, and whether somebody has set it up. */
import { randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DB } from '../database.gen.ts'
import { hashOf, newSecret } from '../foundations/id.ts'

/** Makes the installation's one row when it is not there yet. Returns its secret, which signs cookies and links. */
export async function openSite(db: Kysely<DB>): Promise<string> {
  await db
    .insertInto('site')
    .values({ secret: newSecret() })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute()
  const { secret } = await db.selectFrom('site').select('secret').executeTakeFirstOrThrow()
  return secret
}

/**
 * A new code with which whoever reads the start command's output makes the first administrator; the one before it ends.
 * `null` once the installation is set up.
 */
export async function setupCode(db: Kysely<DB>): Promise<string | null> {
  await openSite(db)
  const code = newSetupCode()
  const row = await db
    .updateTable('site')
    .set({ setup_code_hash: hashOf(plainCode(code)) })
    .where('set_up_at', 'is', null)
    .returning('one')
    .executeTakeFirst()
  return row ? code : null
}

const known = new WeakSet<Kysely<DB>>()

/** Whether there is an administrator. Asked on every visit of the first page, so `yes` is remembered. */
export async function isSetUp(db: Kysely<DB>): Promise<boolean> {
  if (known.has(db)) return true
  const row = await db.selectFrom('site').select('set_up_at').executeTakeFirst()
  if (!row?.set_up_at) return false
  known.add(db)
  return true
}

/** The code as it was made, however somebody typed it: capitals, hyphens and spaces do not matter. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** Letters and digits that nobody confuses when reading them off a screen: 31 of them, twelve in a code, 59 bits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ2345679'

function newSetupCode(): string {
  const code = Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}
