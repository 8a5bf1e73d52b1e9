/**
 * What is handed along from the porch to the last query, and the only thing that is: there is no importable connection.
 */
import type { Kysely } from 'kysely'
import type { Locale } from '#i18n/index.ts'
import type { DB } from './database.gen.ts'
import type { MailDomain } from './foundations/mail-in/address.ts'
import { NotAllowed, NotFound } from './errors.ts'

/** The person who acts, signed in by a session or by a personal token. */
export interface Actor {
  id: string
  name: string
  email: string
  locale: string
  zone: string
  isAdministrator: boolean
  via: 'session' | 'token' | 'mail' | 'system'
  /** Id of the session or token that brought them. */
  viaId?: string
  /** What a token may be used for; a session may everything. */
  scopes?: readonly string[]
}

export interface CircleOf {
  id: string
  key: string
  abilities: string[]
}

/** The actor as a member of the community at hand. */
export interface Member {
  id: string
  state: string
  circles: CircleOf[]
  /** Roles held now, as holder or deputy: `coordinator`, `facilitator`, … */
  roles: string[]
}

export interface Community {
  id: string
  slug: string
  name: string
  host: string | null
  purpose: string | null
  mission: string | null
  zone: string
  locale: string
  /** `YYYY-MM-DD` */
  startsOn: string
  mailOn: boolean
}

/** A row of `community` as what is handed along. */
export function communityFrom(row: CommunityRow): Community {
  const { id, slug, name, host, purpose, mission, zone, locale, starts_on, mail_on } = row
  return { id, slug, name, host, purpose, mission, zone, locale, startsOn: starts_on, mailOn: mail_on }
}

type CommunityRow = Omit<Community, 'startsOn' | 'mailOn'> & { starts_on: string; mail_on: boolean }

/** What every request of this installation shares. */
export interface Site {
  url: string
  /** Signs links and cookies. */
  secret: string
  /** Names of the reactions to each kind of fact: each is done by itself, so that one that fails is tried again alone. */
  reacting: ReadonlyMap<string, readonly string[]>
  /** Tells those who react that something happened; none where this process runs no jobs. */
  stir?: () => void
  canMail: boolean
  /** Sender of mail, as `Name <address>` or an address. */
  mailFrom?: string
  /** Where answers by mail come in; none where this installation receives no mail. */
  mailIn?: MailDomain | undefined
  /** Where uploads lie. */
  filesFolder: string
}

export interface Ctx {
  db: Kysely<DB>
  actor: Actor | null
  member: Member | null
  community: Community | null
  now: Temporal.Instant
  locale: Locale
  /** IANA zone of the reader. */
  zone: string
  /** What stands for the network from which somebody changes something, where it can be told; jobs have none. */
  network?: string | null
  site: Site
}

/** Runs `fn` in one transaction; inside one, joins it. The inner ctx shadows the outer one on purpose. */
export function transaction<C extends Ctx, T>(ctx: C, fn: (ctx: C) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return fn(ctx)
  return ctx.db.transaction().execute((db) => fn({ ...ctx, db }))
}

/** The signed-in person. Throws NotAllowed `sign-in-needed` for a stranger. */
export function personOf(ctx: Ctx): Actor {
  if (!ctx.actor) throw new NotAllowed('sign-in-needed')
  return ctx.actor
}

/** The community at hand. Throws NotFound where there is none. */
export function communityOf(ctx: Ctx): Community {
  if (!ctx.community) throw new NotFound('community')
  return ctx.community
}

/** Member states (domain/01) in which somebody takes part; the others have left, were retired or are suspended. */
export const takingPart: string[] = ['onboarding', 'active', 'at-risk', 'dormant', 'paused']

/**
 * The actor's membership. Throws NotAllowed `sign-in-needed` for a stranger and `members-only` for an outsider, and for
 * somebody who was a member and takes part no more.
 */
export function memberOf(ctx: Ctx): Member {
  personOf(ctx)
  if (!ctx.member || !takingPart.includes(ctx.member.state)) throw new NotAllowed('members-only')
  return ctx.member
}
