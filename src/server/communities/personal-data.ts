/** What communities hold about a person: memberships, places, roles, invitations, requests, steps of onboarding. */
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { membershipsOf, type PersonalData } from '../foundations/personal-data.ts'

export const personalData: PersonalData = {
  room: 'communities',
  tables: ['member', 'circle_place', 'role_term', 'invitation', 'join_request', 'onboarding_done'],
  tell,
  forget,
}

async function tell(ctx: Ctx, person: string): Promise<Record<string, unknown>> {
  const memberships = await ctx.db
    .selectFrom('member as m')
    .innerJoin('community as c', 'c.id', 'm.community_id')
    .select([
      'c.slug as community',
      'm.state',
      'm.state_since',
      'm.joined_at',
      'm.organisation',
      'm.country',
      'm.job_title',
      'm.about',
      'm.expertise',
      'm.languages',
    ])
    .where('m.person_id', '=', person)
    .execute()
  const places = await ctx.db
    .selectFrom('circle_place as p')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.community_id', '=', 'p.community_id').onRef('c.id', '=', 'p.circle_id'),
    )
    .select(['c.key as circle', 'p.community_id', 'p.since'])
    .where('p.member_id', 'in', membershipsOf(ctx, person))
    .execute()
  const roles = await ctx.db
    .selectFrom('role_term as r')
    .innerJoin('member as m', (join) =>
      join
        .onRef('m.community_id', '=', 'r.community_id')
        .on((eb) => eb.or([eb('r.holder_id', '=', eb.ref('m.id')), eb('r.deputy_id', '=', eb.ref('m.id'))])),
    )
    .select(['r.role', 'r.community_id', 'r.starts_on', 'r.ends_on', sql<boolean>`r.deputy_id = m.id`.as('as_deputy')])
    .where('m.person_id', '=', person)
    .execute()
  const invitations = await ctx.db
    .selectFrom('invitation')
    .select(['community_id', 'email', 'name', 'created_at', 'accepted_at'])
    .where((eb) =>
      eb.or([eb('accepted_by', '=', person), eb(eb.fn<string>('lower', ['email']), '=', addressOf(ctx, person))]),
    )
    .execute()
  const requests = await ctx.db
    .selectFrom('join_request')
    .select(['community_id', 'message', 'state', 'created_at', 'decided_at', 'reason'])
    .where('person_id', '=', person)
    .execute()
  const onboarding = await ctx.db
    .selectFrom('onboarding_done as d')
    .innerJoin('onboarding_step as s', (join) =>
      join.onRef('s.community_id', '=', 'd.community_id').onRef('s.id', '=', 'd.step_id'),
    )
    .select(['s.title', 'd.at', 'd.community_id'])
    .where('d.member_id', 'in', membershipsOf(ctx, person))
    .execute()
  return { memberships, places, roles, invitations, requests, onboarding }
}

/** Memberships are left and emptied; roles go to the deputy or become open. */
async function forget(ctx: Ctx, person: string): Promise<void> {
  const mine = membershipsOf(ctx, person)
  await ctx.db
    .updateTable('role_term')
    .set((eb) => ({ holder_id: eb.ref('deputy_id'), deputy_id: null }))
    .where('holder_id', 'in', mine)
    .execute()
  await ctx.db.updateTable('role_term').set({ deputy_id: null }).where('deputy_id', 'in', mine).execute()
  await ctx.db.deleteFrom('circle_place').where('member_id', 'in', mine).execute()
  await ctx.db
    .deleteFrom('invitation')
    .where((eb) =>
      eb.or([eb('accepted_by', '=', person), eb(eb.fn<string>('lower', ['email']), '=', addressOf(ctx, person))]),
    )
    .execute()
  await ctx.db.deleteFrom('join_request').where('person_id', '=', person).execute()
  await ctx.db
    .updateTable('member')
    .set({
      state: 'left',
      state_since: ctx.now,
      organisation: null,
      country: null,
      job_title: null,
      about: null,
      expertise: [],
      languages: [],
    })
    .where('person_id', '=', person)
    .execute()
}

function addressOf(ctx: Ctx, person: string) {
  return ctx.db
    .selectFrom('person')
    .select((eb) => eb.fn<string>('lower', ['email']).as('email'))
    .where('id', '=', person)
}
