/** What the installation itself holds about a person: the account, how they sign in, letters, and what they did. */
import { sql } from 'kysely'
import { words } from '#i18n/index.ts'
import type { Ctx } from '../ctx.ts'
import type { PersonalData } from '../foundations/personal-data.ts'

export const personalData: PersonalData = {
  room: 'people',
  tables: [
    'person',
    'session',
    'credential',
    'personal_token',
    'verification',
    'mail',
    'received_mail',
    'fact',
    'answered_once',
  ],
  tell,
  forget,
}

async function tell(ctx: Ctx, person: string): Promise<Record<string, unknown>> {
  const account = await ctx.db
    .selectFrom('person')
    .select(['id', 'name', 'email', 'email_verified', 'locale', 'zone', 'is_administrator', 'created_at', 'updated_at'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  const sessions = await ctx.db
    .selectFrom('session')
    .select(['user_agent', 'created_at', 'expires_at'])
    .where('person_id', '=', person)
    .execute()
  const tokens = await ctx.db
    .selectFrom('personal_token')
    .select(['name', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
    .where('person_id', '=', person)
    .execute()
  const letters = await ctx.db
    .selectFrom('mail')
    .select(['kind', 'to_address', 'subject', 'text', 'state', 'created_at', 'sent_at'])
    .where((eb) => eb.or([eb('person_id', '=', person), eb('to_address', '=', account.email)]))
    .orderBy('created_at')
    .execute()
  const received = await ctx.db
    .selectFrom('received_mail')
    .select(['recipient', 'subject', 'state', 'received_at', 'raw'])
    .where((eb) => eb.or([eb('person_id', '=', person), eb('sender', '=', account.email)]))
    .orderBy('received_at')
    .execute()
  const facts = await ctx.db
    .selectFrom('fact')
    .select(['at', 'kind', 'community_id', 'subject_id', 'payload'])
    .where((eb) => eb.or([eb('actor_id', '=', person), eb('member_id', 'in', membershipsOf(ctx, person))]))
    .orderBy('at')
    .execute()
  return {
    account,
    sessions,
    tokens,
    letters,
    received: received.map(({ raw, ...mail }) => ({ ...mail, raw: raw.toString() })),
    facts,
  }
}

/** The row stays, so that counts stay true, and tells of nobody. */
async function forget(ctx: Ctx, person: string): Promise<void> {
  const { email, locale } = await ctx.db
    .selectFrom('person')
    .select(['email', 'locale'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  await sql`update fact
    set actor_id = case when actor_id = ${person}::uuid then null else actor_id end,
        member_id = case when member_id in (select id from member where person_id = ${person}::uuid) then null else member_id end,
        payload = payload - '{email,name,message,reason}'::text[]
    where actor_id = ${person}::uuid or member_id in (select id from member where person_id = ${person}::uuid)`.execute(
    ctx.db,
  )
  await ctx.db
    .updateTable('mail')
    .set({ person_id: null, to_address: '', subject: '', text: '', html: '', headers: '{}', attachments: '[]' })
    .where((eb) => eb.or([eb('person_id', '=', person), eb('to_address', '=', email)]))
    .where('state', 'not in', ['waiting', 'held'])
    .execute()
  await ctx.db
    .deleteFrom('mail')
    .where((eb) => eb.or([eb('person_id', '=', person), eb('to_address', '=', email)]))
    .where('state', 'in', ['waiting', 'held'])
    .execute()
  await ctx.db
    .deleteFrom('received_mail')
    .where((eb) => eb.or([eb('person_id', '=', person), eb('sender', '=', email)]))
    .execute()
  await sql`delete from verification
    where right(identifier, length(${email}) + 5) = '-otp-' || ${email} or starts_with(identifier, 'change-email-otp-' || ${person} || ':')`.execute(
    ctx.db,
  )
  for (const table of ['session', 'credential', 'personal_token'] as const) {
    await ctx.db.deleteFrom(table).where('person_id', '=', person).execute()
  }
  await ctx.db.deleteFrom('answered_once').where('who', '=', person).execute()
  await ctx.db
    .updateTable('person')
    .set({
      name: words(locale)('people.erased'),
      email: `${person}@erased.invalid`,
      email_verified: false,
      image: null,
      locale: 'en',
      zone: 'UTC',
      is_administrator: false,
      updated_at: ctx.now,
      erased_at: ctx.now,
    })
    .where('id', '=', person)
    .execute()
}

function membershipsOf(ctx: Ctx, person: string) {
  return ctx.db.selectFrom('member').select('id').where('person_id', '=', person)
}
