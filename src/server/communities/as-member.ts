/** A member, or nobody in particular in a community, as the porch would hand them along, where no session brought them: behind a secret address, or by mail. */
import { sql, type RawBuilder } from 'kysely'
import { words } from '#i18n/index.ts'
import { takesPart } from './states.ts'
import { communityFrom, type Actor, type CircleOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { termHolds } from '../foundations/terms.ts'

interface Row {
  person_id: string
  name: string
  email: string
  locale: string
  zone: string
  member_id: string
  state: string
  community_id: string
  slug: string
  community_name: string
  host: string | null
  purpose: string | null
  mission: string | null
  community_zone: string
  community_locale: string
  starts_on: string
  mail_on: boolean
  circles: CircleOf[]
  roles: string[]
}

/**
 * The ctx of the one member `m` for whom the condition holds; `null` where there is none who takes part. They act for
 * themselves and never as an administrator.
 */
export async function asMember(ctx: Ctx, which: RawBuilder<unknown>, via: Actor['via']): Promise<Ctx | null> {
  const today = ctx.now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  const { rows } = await sql<Row>`
    select p.id as person_id, p.name, p.email, p.locale, p.zone, m.id as member_id, m.state,
           c.id as community_id, c.slug, c.name as community_name, c.host, c.purpose, c.mission, c.zone as community_zone,
           c.locale as community_locale, c.starts_on, c.mail_on,
           (select coalesce(json_agg(json_build_object('id', ci.id, 'key', ci.key, 'abilities', ci.abilities)), '[]')
              from circle_place cp join circle ci on ci.community_id = cp.community_id and ci.id = cp.circle_id
             where cp.community_id = m.community_id and cp.member_id = m.id) as circles,
           (select coalesce(array_agg(distinct r.role), '{}') from role_term r
             where r.community_id = m.community_id and m.id in (r.holder_id, r.deputy_id) and ${termHolds(today)}) as roles
      from member m
      join person p on p.id = m.person_id and p.erased_at is null
      join community c on c.id = m.community_id and c.launched_at is not null
     where m.state = any(${takesPart}) and ${which}`.execute(ctx.db)
  const row = rows[0]
  return row ? { ...ctx, locale: words(row.locale).locale, zone: row.zone, ...whoIs(row, via) } : null
}

/** Nobody in particular in that community: for what a guest does, or the house by itself. Throws NotFound `community`. */
export async function inCommunity(ctx: Ctx, id: string): Promise<Ctx> {
  const row = await ctx.db.selectFrom('community').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('community')
  return { ...ctx, zone: row.zone, community: communityFrom(row), actor: null, member: null }
}

function whoIs(row: Row, via: Actor['via']): Pick<Ctx, 'actor' | 'member' | 'community'> {
  const { name, email, locale, zone } = row
  return {
    actor: { id: row.person_id, name, email, locale, zone, isAdministrator: false, via },
    member: { id: row.member_id, state: row.state, circles: row.circles, roles: row.roles },
    community: communityFrom({
      ...row,
      id: row.community_id,
      name: row.community_name,
      zone: row.community_zone,
      locale: row.community_locale,
    }),
  }
}
