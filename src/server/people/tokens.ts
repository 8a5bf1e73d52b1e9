/** Personal tokens: a person's keys for programs. Only the hash of one is kept; the token is shown once. */
import { z } from 'zod'
import type { Kysely } from 'kysely'
import { personOf, type Ctx } from '../ctx.ts'
import type { DB } from '../database.gen.ts'
import { Conflict, NotFound } from '../errors.ts'
import { id, line, oneOf } from '../foundations/input.ts'
import { hashOf, newId, newSecret } from '../foundations/id.ts'
import { allow } from '../permissions/index.ts'
import { ownAccount } from '../permissions/people.ts'
import { scopes } from '../permissions/tokens.ts'
import { query, verb } from '../verb.ts'
import { writeNotice } from './letters.ts'
import { needRecentSignIn } from './recent.ts'

/** Days after which a token may end by itself. */
export const tokenDays = ['7', '30', '90', '365'] as const

/** Whoever finds one in a file or a log sees whose it is; programs that look for lost keys do too. */
const prefix = 'copse_'

/** Nobody needs more; a program that makes tokens without end has gone wrong. */
const mostTokens = 50

/** A room of the API: the word before the point of its calls. */
const room = z.string().regex(/^[a-z]+$/, 'field.choice')

export const makeToken = verb(
  'people.make-token',
  {
    input: z.object({
      name: line(100),
      scope: oneOf(scopes),
      rooms: z.array(room).max(20).default([]),
      days: oneOf(tokenDays),
    }),
    does: 'Makes a personal token, for everything or for some rooms. It is returned this once.',
    who: `${ownAccount.says} Needs a recent sign-in.`,
    api: false,
  },
  async (ctx, input) => {
    const person = personOf(ctx)
    allow(ctx, ownAccount, { person_id: person.id })
    await needRecentSignIn(ctx)
    if ((await living(ctx).execute()).length >= mostTokens)
      throw new Conflict('people.tokens-full', { most: mostTokens })
    const token = prefix + newSecret()
    await ctx.db
      .insertInto('personal_token')
      .values({
        id: newId(ctx.now),
        person_id: person.id,
        name: input.name,
        hash: hashOf(token),
        scopes: input.rooms.length > 0 ? input.rooms.map((room) => `${room}:${input.scope}`) : [input.scope],
        created_at: ctx.now,
        expires_at: ctx.now.add({ hours: 24 * Number(input.days) }),
      })
      .execute()
    await writeNotice(ctx, person, 'token-made', { name: input.name })
    return { token }
  },
)

export const myTokens = query(
  'people.tokens',
  {
    input: z.object({}),
    does: 'One’s personal tokens that still work, without the tokens themselves.',
    who: ownAccount.says,
    api: false,
  },
  async (ctx) => {
    const rows = await living(ctx).execute()
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      scopes: row.scopes,
      made: row.created_at.toString(),
      ends: row.expires_at?.toString() ?? null,
      lastUsed: row.last_used_at?.toString() ?? null,
    }))
  },
)

export const revokeToken = verb(
  'people.revoke-token',
  { input: z.object({ token: id }), does: 'Ends a personal token at once.', who: ownAccount.says, api: false },
  async (ctx, input) => {
    const revoked = await ctx.db
      .updateTable('personal_token')
      .set({ revoked_at: ctx.now })
      .where('person_id', '=', personOf(ctx).id)
      .where('id', '=', input.token)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!revoked) throw new NotFound('people.token')
    return revoked
  },
)

/** Notes that a token was used, once an hour at most: a program may call often. */
export async function noteTokenUse(db: Kysely<DB>, token: string, now: Temporal.Instant): Promise<void> {
  await db
    .updateTable('personal_token')
    .set({ last_used_at: now })
    .where('id', '=', token)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', now.subtract({ hours: 1 }))]))
    .execute()
}

function living(ctx: Ctx) {
  return ctx.db
    .selectFrom('personal_token')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at'])
    .where('person_id', '=', personOf(ctx).id)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', ctx.now)]))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
}
