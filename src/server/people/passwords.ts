/**
 * Passwords: ten characters or more, not one that everybody tries first, and no other rule (NIST SP 800-63B-4, 3.1.1.2:
 * a list of common ones, no composition rules, no regular change). Kept by better-auth as scrypt.
 */
import { z } from 'zod'
import type { Kysely } from 'kysely'
import { personOf, type Ctx } from '../ctx.ts'
import type { DB } from '../database.gen.ts'
import { newId } from '../foundations/id.ts'
import { allow } from '../permissions/index.ts'
import { ownAccount } from '../permissions/people.ts'
import { verb } from '../verb.ts'
import common from './common-passwords.json' with { type: 'json' }
import { writeNotice } from './letters.ts'
import { needRecentSignIn } from './recent.ts'
import { longestPassword, shortestPassword } from './rules.ts'

const refused = new Set(common.passwords)

/** A password that may be set. Kept as it was typed, spaces and all. */
export const newPassword = z
  .string('required')
  .min(shortestPassword, 'people.password-short')
  .max(longestPassword)
  .refine((password) => !isCommon(password), 'people.password-common')

export const setPassword = verb(
  'people.set-password',
  {
    input: z.object({ password: newPassword }),
    does: 'Sets the password and signs out every other device.',
    who: `${ownAccount.says} Needs a recent sign-in, and not the old password: whoever forgot it comes in by a code.`,
    api: false,
  },
  async (ctx, input) => {
    const person = personOf(ctx)
    allow(ctx, ownAccount, { person_id: person.id })
    await needRecentSignIn(ctx)
    await keepPassword(ctx, person.id, input.password)
    await ctx.db.deleteFrom('session').where('person_id', '=', person.id).where('id', '!=', person.viaId!).execute()
    await writeNotice(ctx, person, 'password-set')
    return { set: true }
  },
)

/** Whether the person has a password at all: many come in by codes alone. */
export async function hasPassword(db: Kysely<DB>, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('credential')
    .select('id')
    .where('person_id', '=', person)
    .where('provider_id', '=', 'credential')
    .where('password', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps the hash of a password where better-auth looks for it. */
export async function keepPassword(ctx: Ctx, person: string, password: string): Promise<void> {
  const { hashPassword } = await import('better-auth/crypto')
  const hash = await hashPassword(password)
  await ctx.db
    .insertInto('credential')
    .values({
      id: newId(ctx.now),
      person_id: person,
      provider_id: 'credential',
      account_id: person,
      password: hash,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: ctx.now }),
    )
    .execute()
}

/** One of the passwords that are tried first, or one sign over and over. */
function isCommon(password: string): boolean {
  const plain = password.trim().toLowerCase()
  return refused.has(plain) || new Set(plain).size < 4
}
