/** A person's own account: who they are to us, in which language and zone. */
import { z } from 'zod'
import { locales } from '#i18n/index.ts'
import { personOf } from '../ctx.ts'
import { line, oneOf, optional, zone } from '../foundations/input.ts'
import { allow } from '../permissions/index.ts'
import { ownAccount } from '../permissions/people.ts'
import { query, verb } from '../verb.ts'
import { hasPassword } from './passwords.ts'
import { signedInRecently } from './recent.ts'

export const me = query(
  'people.me',
  {
    input: z.object({}),
    does: 'Who one is: name, address, language, time zone and the communities one belongs to.',
    who: ownAccount.says,
  },
  async (ctx) => {
    const person = personOf(ctx)
    const memberships = await ctx.db
      .selectFrom('member as m')
      .innerJoin('community as c', 'c.id', 'm.community_id')
      .select(['c.slug', 'c.name', 'm.state'])
      .where('m.person_id', '=', person.id)
      .where('c.launched_at', 'is not', null)
      .where('m.state', '!=', 'left')
      .orderBy('c.name')
      .execute()
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      locale: person.locale,
      zone: person.zone,
      isAdministrator: person.isAdministrator,
      memberships,
    }
  },
)

export const changeMe = verb(
  'people.change-me',
  {
    input: z.object({ name: optional(line()), locale: optional(oneOf(locales)), zone: optional(zone) }),
    does: 'Changes one’s name, the language of one’s pages and letters, and one’s time zone. What is not given stays.',
    who: ownAccount.says,
  },
  async (ctx, input) => {
    const person = personOf(ctx)
    allow(ctx, ownAccount, { person_id: person.id })
    const changed = await ctx.db
      .updateTable('person')
      .set({
        name: input.name ?? person.name,
        locale: input.locale ?? person.locale,
        zone: input.zone ?? person.zone,
        updated_at: ctx.now,
      })
      .where('id', '=', person.id)
      .returning(['name', 'locale', 'zone'])
      .executeTakeFirstOrThrow()
    return changed
  },
)

export const mySecurity = query(
  'people.security',
  {
    input: z.object({}),
    does: 'Whether one has a password, and whether one signed in recently enough to change it.',
    who: ownAccount.says,
    api: false,
  },
  async (ctx) => ({ hasPassword: await hasPassword(ctx.db, personOf(ctx).id), isRecent: await signedInRecently(ctx) }),
)
