/** A person's row: who has an address, and making somebody new. */
import type { Kysely } from 'kysely'
import type { Ctx } from '../ctx.ts'
import type { DB } from '../database.gen.ts'
import { record } from '../facts.ts'
import { newId } from '../foundations/id.ts'
import { keepPassword } from './passwords.ts'

export interface NewPerson {
  name: string
  email: string
  locale: string
  zone: string
  /** They come in by codes without one. */
  password?: string
  isAdministrator?: boolean
}

/**
 * Makes a person whose address is taken as shown: by whoever sets the installation up, or by a simulator. Returns their
 * id. Inside a transaction; the address must be free.
 */
export async function makePerson(ctx: Ctx, person: NewPerson): Promise<string> {
  const id = newId(ctx.now)
  await ctx.db
    .insertInto('person')
    .values({
      id,
      name: person.name,
      email: person.email.toLowerCase(),
      email_verified: true,
      locale: person.locale,
      zone: person.zone,
      is_administrator: person.isAdministrator ?? false,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  if (person.password) await keepPassword(ctx, id, person.password)
  await recordNewPerson(ctx, id)
  return id
}

/** The fact that somebody made an account: they are what it is about. */
export async function recordNewPerson(ctx: Ctx, id: string): Promise<void> {
  await record({ ...ctx, community: null, actor: null }, 'person.joined-site', { member: null, subject: id })
}

/** The person who has that address. */
export async function personWithEmail(db: Kysely<DB>, email: string) {
  return db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'locale', 'zone'])
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst()
}

/** A first name for somebody who has only shown an address: `amina.otieno@…` is Amina Otieno until she says more. */
export function nameFromEmail(email: string): string {
  const words = email
    .split('@')[0]!
    .split('+')[0]!
    .split(/[._-]+/)
    .filter(Boolean)
  return (
    words
      .map((word) => word[0]!.toLocaleUpperCase() + word.slice(1))
      .join(' ')
      .slice(0, 200) || email
  )
}
