/**
 * A living community for the tests of every room, as plain rows:
 *
 *     const { ctx, circles } = await livingCommunity(db)
 *     await rsvp(ctx('amina'), { … })       // Amina of the hub, in Thuto M&E
 *     await rsvp(ctx(null), { … })          // a stranger at the same door
 *     await rsvp(ctx('joseph'), { … })      // a member of another community
 *     ctx('joseph', { in: 'maji' })         // the same at home
 */
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { inject } from 'vitest'
import type { CircleOf, Community, Ctx, Member } from '#server/ctx.ts'
import type { DB } from '#server/database.gen.ts'
import { newId } from '#server/foundations/id.ts'
import { cast, emailOf, names, type Name, type Role } from './cast.ts'

export { cast, emailOf, names, type Name } from './cast.ts'

/** The moment at which the tests live, if they say nothing else: a Thursday morning, two months after the launch. */
export const now = Temporal.Instant.from('2026-03-05T08:00:00Z')
const launched = Temporal.Instant.from('2026-01-05T08:00:00Z')

type CommunityName = 'thuto' | 'maji'
type CircleKey = 'wider-circle' | 'mel-hub'

export interface LivingCommunity {
  /** What the porch hands along for that person at the door of a community; Thuto M&E unless told, `null` for none. */
  ctx(name: Name | null, options?: { in?: CommunityName | null; at?: Temporal.Instant }): Ctx
  community: Community
  /** The other community of the installation. */
  other: Community
  circles: Record<CircleKey, { id: string; key: string; abilities: string[] }>
  /** Ids of the people and of their memberships of Thuto M&E. */
  person: Record<Name, string>
  member: Record<Name, string>
}

/** Writes the people, their sessions, both communities, circles, memberships and terms. The clock stands at `now`. */
export async function livingCommunity(db: Kysely<DB>): Promise<LivingCommunity> {
  const person = Object.fromEntries(names.map((name) => [name, newId(launched)])) as Record<Name, string>
  await db
    .insertInto('person')
    .values(names.map((name) => personRow(name, person[name])))
    .execute()
  const session = Object.fromEntries(names.map((name) => [name, newId(now)])) as Record<Name, string>
  await db
    .insertInto('session')
    .values(names.map((name) => sessionRow(name, session[name], person[name])))
    .execute()
  const thuto = await settle(db, 'thuto', person)
  const maji = await settle(db, 'maji', person)
  const places = { thuto, maji }

  const ctx: LivingCommunity['ctx'] = (name, options = {}) => {
    const at = options.in === undefined ? thuto : options.in && places[options.in]
    return {
      db,
      now: options.at ?? now,
      actor: name && { ...actorOf(name), id: person[name], viaId: session[name] },
      member: (at && name && at.members.get(name)) || null,
      community: at ? at.community : null,
      locale: (name && (cast[name] as Role).locale) || 'en',
      zone: name ? cast[name].zone : (at?.community.zone ?? 'UTC'),
      site: {
        url: 'http://copse.test',
        secret: 'a secret of the tests only',
        reacting: new Map(),
        canMail: false,
        filesFolder: join(inject('testData'), 'files'),
      },
    }
  }
  const member = Object.fromEntries([...thuto.members].map(([name, { id }]) => [name, id])) as Record<Name, string>
  return { ctx, community: thuto.community, other: maji.community, circles: thuto.circles, person, member }
}

/** The token of the session in which that person is signed in: what their cookie would carry. */
export const sessionOf = (name: Name) => `session-of-${name}`

function personRow(name: Name, id: string) {
  const { zone, locale = 'en', isAdministrator = false } = cast[name] as Role
  return {
    id,
    name: cast[name].name,
    email: emailOf(name),
    email_verified: true,
    locale,
    zone,
    is_administrator: isAdministrator,
    created_at: launched,
  }
}

function sessionRow(name: Name, id: string, person: string) {
  return {
    id,
    person_id: person,
    token: sessionOf(name),
    created_at: now,
    updated_at: now,
    expires_at: now.add({ hours: 24 * 30 }),
    user_agent: 'Mozilla/5.0 (Linux; Android 14) Chrome/148.0 Mobile',
  }
}

function actorOf(name: Name) {
  const { locale = 'en', zone, isAdministrator = false } = cast[name] as Role
  return { name: cast[name].name, email: emailOf(name), locale, zone, isAdministrator, via: 'session' as const }
}

const about = {
  thuto: {
    slug: 'thuto',
    name: 'Thuto M&E',
    host: 'Foundation Phase Learning Trust',
    zone: 'Africa/Johannesburg',
    locale: 'en',
    starts_on: '2026-01-12',
    purpose: 'M&E officers of education programmes who want their evidence used.',
    mission: 'We help each other to measure what matters in schools, and to say it so that it is used.',
  },
  maji: {
    slug: 'maji',
    name: 'Maji Learning',
    host: null,
    zone: 'Africa/Nairobi',
    locale: 'en',
    starts_on: '2026-01-12',
    purpose: 'People who monitor rural water.',
    mission: null,
  },
}

/** One community with its circles, its members and the terms of its roles. */
async function settle(db: Kysely<DB>, which: CommunityName, person: Record<Name, string>) {
  const id = newId(launched)
  await db
    .insertInto('community')
    .values({ id, ...about[which], countries: ['ZA', 'KE'], created_at: launched, launched_at: launched })
    .execute()
  const circles = circlesOf(id)
  await db.insertInto('circle').values(circles).execute()

  const people = names.flatMap((name) => {
    const place = (cast[name] as Role)[which]
    return place ? [{ name, place, id: newId(launched) }] : []
  })
  await db
    .insertInto('member')
    .values(
      people.map(({ name, place, id: member }) => ({
        community_id: id,
        id: member,
        person_id: person[name],
        state: place.state,
        state_since: launched,
        joined_at: launched,
        organisation: place.organisation ?? null,
        country: place.country ?? null,
        expertise: place.expertise ?? [],
      })),
    )
    .execute()
  const placed = people.flatMap(({ place, id: member }) =>
    place.circles.map((key) => ({
      community_id: id,
      member_id: member,
      circle_id: circles.find((circle) => circle.key === key)!.id,
      since: launched,
    })),
  )
  await db.insertInto('circle_place').values(placed).execute()
  await db.insertInto('role_term').values(termsOf(id, people)).execute()

  const members = new Map(
    people.map(({ name, place, id: member }): [Name, Member] => [
      name,
      {
        id: member,
        state: place.state,
        circles: circles.filter((circle) => place.circles.includes(circle.key)).map(toCircle),
        roles: [...(place.holds ?? []), ...(place.deputises ?? [])].toSorted(),
      },
    ]),
  )
  return {
    community: communityOf(id, which),
    circles: Object.fromEntries(circles.map((circle) => [circle.key, toCircle(circle)])) as LivingCommunity['circles'],
    members,
  }
}

function circlesOf(community: string) {
  return [
    {
      key: 'wider-circle' as const,
      name: 'Wider circle',
      policy: 'open',
      position: 1,
      commitment_times: null,
      commitment_of: null,
    },
    {
      key: 'mel-hub' as const,
      name: 'MEL hub',
      policy: 'invitation',
      position: 2,
      commitment_times: 4,
      commitment_of: 6,
    },
  ].map((circle) => ({ ...circle, community_id: community, id: newId(launched), abilities: [] as string[] }))
}

function toCircle({ id, key, abilities }: { id: string; key: string; abilities: string[] }): CircleOf {
  return { id, key, abilities }
}

/** One term a role; holder and deputy are two people. */
function termsOf(community: string, people: { id: string; place: NonNullable<Role['thuto']> }[]) {
  const roles = new Set(people.flatMap(({ place }) => place.holds ?? []))
  return [...roles].map((role) => ({
    community_id: community,
    id: newId(launched),
    key: role,
    role,
    holder_id: people.find(({ place }) => place.holds?.includes(role))!.id,
    deputy_id: people.find(({ place }) => place.deputises?.includes(role))?.id ?? null,
    starts_on: '2026-01-01',
    ends_on: '2027-01-01',
  }))
}

function communityOf(id: string, which: CommunityName): Community {
  const { starts_on, ...told } = about[which]
  return { id, ...told, startsOn: starts_on, mailOn: false }
}
