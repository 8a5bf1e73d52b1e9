/** Who comes in, to which community, as which member: one query for everything that the porch has to know. */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { communityFrom, type Actor, type CircleOf, type Community, type Member } from './ctx.ts'
import type { DB } from './database.gen.ts'
import { termHolds } from './foundations/terms.ts'

export interface Arrival {
  actor: Actor | null
  community: Community | null
  member: Member | null
}

interface Row {
  person_id: string | null
  person_name: string
  email: string
  person_locale: string
  person_zone: string
  is_administrator: boolean
  via_id: string
  scopes: string[] | null
  community_id: string | null
  slug: string
  community_name: string
  host: string | null
  purpose: string | null
  mission: string | null
  community_zone: string
  community_locale: string
  starts_on: string
  mail_on: boolean
  member_id: string | null
  state: string
  circles: CircleOf[]
  roles: string[]
}

/** What somebody shows at the door: the token of a session, the hash of a personal token, or neither. */
export interface Shown {
  session?: string | undefined
  tokenHash?: string | undefined
}

/** Recognises the person and their membership of the community with that slug. Either may be missing. */
export async function arrive(
  db: Kysely<DB>,
  shown: Shown,
  asked: string | undefined,
  now: Temporal.Instant,
): Promise<Arrival> {
  // An address that no community can have, in signs that no database takes.
  const slug = asked?.includes('\0') ? undefined : asked
  if (!shown.session && !shown.tokenHash && !slug) return { actor: null, community: null, member: null }
  const today = now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  const { rows } = await sql<Row>`
    select p.id as person_id, p.name as person_name, p.email, p.locale as person_locale, p.zone as person_zone,
           p.is_administrator, shown.via_id, shown.scopes,
           c.id as community_id, c.slug, c.name as community_name, c.host, c.purpose, c.mission,
           c.zone as community_zone, c.locale as community_locale, c.starts_on, c.mail_on,
           m.id as member_id, m.state,
           (select coalesce(json_agg(json_build_object('id', ci.id, 'key', ci.key, 'abilities', ci.abilities) order by ci.position), '[]')
              from circle_place cp join circle ci on ci.community_id = cp.community_id and ci.id = cp.circle_id
             where cp.community_id = m.community_id and cp.member_id = m.id) as circles,
           (select coalesce(array_agg(distinct r.role), '{}')
              from role_term r
             where r.community_id = m.community_id and (r.holder_id = m.id or r.deputy_id = m.id)
               and ${termHolds(today)}) as roles
      from (select 1) as door
      left join lateral (
        select s.person_id, s.id as via_id, null::text[] as scopes from session s
         where s.token = ${shown.session ?? null}::text and s.expires_at > ${now.toString()}::timestamptz
        union all
        select t.person_id, t.id, t.scopes from personal_token t
         where t.hash = ${shown.tokenHash ?? null}::text and t.revoked_at is null
           and (t.expires_at is null or t.expires_at > ${now.toString()}::timestamptz)
        limit 1) as shown on true
      left join person p on p.id = shown.person_id and p.erased_at is null
      left join community c on c.slug = ${slug ?? null}::text and c.launched_at is not null
      left join member m on m.community_id = c.id and m.person_id = p.id`.execute(db)
  return fromRow(rows[0]!)
}

function fromRow(row: Row): Arrival {
  return {
    actor:
      row.person_id === null
        ? null
        : {
            id: row.person_id,
            name: row.person_name,
            email: row.email,
            locale: row.person_locale,
            zone: row.person_zone,
            isAdministrator: row.is_administrator,
            via: row.scopes ? 'token' : 'session',
            viaId: row.via_id,
            ...(row.scopes ? { scopes: row.scopes } : {}),
          },
    community:
      row.community_id === null
        ? null
        : communityFrom({
            ...row,
            id: row.community_id,
            name: row.community_name,
            zone: row.community_zone,
            locale: row.community_locale,
          }),
    member:
      row.member_id === null ? null : { id: row.member_id, state: row.state, circles: row.circles, roles: row.roles },
  }
}
