/** The one way to a design: whoever may not see it is told that there is none. */
import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { words, type Locale } from '#i18n/index.ts'
import type { Ctx, Member } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { hashOf } from '../../foundations/id.ts'
import { id, optional } from '../../foundations/input.ts'
import { termHolds } from '../../foundations/terms.ts'
import { isSteward } from '../../permissions/index.ts'
import { seeDesign, type DesignAccess } from '../../permissions/design.ts'
import type { Raw } from '../context/understand.ts'
import type { Override } from '../types.ts'

/** What every call about a design takes: which one, and what opens it where an account does not. */
export const shown = {
  design: id,
  /** The secret of the draft, kept by the browser that started it. */
  key: optional(z.string().max(100)),
  /** The token of a shared link. */
  share: optional(z.string().max(200)),
}
export interface Shown {
  design: string
  key?: string | undefined
  share?: string | undefined
}

export interface Draft {
  id: string
  communityId: string | null
  /** Of the community that was made of it. */
  slug: string | null
  locale: Locale
  /** A context file as it was given, perhaps half finished. */
  answers: Raw
  overrides: Record<string, Override>
  /** Steps that were saved. */
  visited: string[]
  createdAt: Temporal.Instant
  updatedAt: Temporal.Instant
  access: DesignAccess
}

/**
 * The design for whoever may see it: owner, holder of the secret or of a shared link, stewards of its community. Throws
 * NotFound `design` for everybody else. With `lock` nobody else changes it until the transaction ends.
 */
export async function draftFor(ctx: Ctx, { design, key, share }: Shown, { lock = false } = {}): Promise<Draft> {
  const today = ctx.now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  // By itself: what is joined to a row that was waited for would be read as it was before.
  if (lock) await ctx.db.selectFrom('design').select('id').where('id', '=', design).forUpdate().execute()
  const row = await ctx.db
    .selectFrom('design as d')
    .leftJoin('community as c', 'c.id', 'd.community_id')
    .leftJoin('member as m', (join) =>
      join.onRef('m.community_id', '=', 'd.community_id').on('m.person_id', '=', ctx.actor?.id ?? null),
    )
    .select([
      'd.id',
      'd.owner_id',
      'd.secret_hash',
      'd.community_id',
      'd.locale',
      'd.answers',
      'd.overrides',
      'd.visited',
      'd.created_at',
      'd.updated_at',
    ])
    .select(['c.slug', 'm.state'])
    .select((eb) => [
      eb
        .selectFrom('design_share as s')
        .select('s.may')
        .whereRef('s.design_id', '=', 'd.id')
        .where('s.token_hash', '=', share ? hashOf(share) : null)
        .where('s.revoked_at', 'is', null)
        .as('by_link'),
      sql<string[]>`(select coalesce(array_agg(r.role), '{}') from role_term r where r.community_id = m.community_id
        and (r.holder_id = m.id or r.deputy_id = m.id) and ${termHolds(today)})`.as('roles'),
    ])
    .where('d.id', '=', design)
    .executeTakeFirst()
  if (!row) throw new NotFound('design')
  const member: Member | null = row.state === null ? null : { id: '', state: row.state, circles: [], roles: row.roles }
  const opened = key !== undefined && hashOf(key) === row.secret_hash
  const access: DesignAccess = {
    owner_id: row.owner_id,
    is_steward: row.community_id !== null && isSteward({ actor: ctx.actor, member }),
    shown: opened ? 'key' : (row.by_link as 'comment' | 'read' | null),
  }
  if (!seeDesign.may(ctx, access)) throw new NotFound('design')
  return {
    id: row.id,
    communityId: row.community_id,
    slug: row.slug,
    locale: words(row.locale).locale,
    answers: row.answers as Raw,
    overrides: row.overrides as unknown as Record<string, Override>,
    visited: row.visited,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    access,
  }
}

/**
 * The token of a shared link: made of the share's id with the secret of the installation, so that it can be shown again
 * to whoever works on the design and is nowhere kept.
 */
export function shareToken(ctx: Ctx, shareId: string): string {
  return createHmac('sha256', ctx.site.secret).update(`design share ${shareId}`).digest('base64url')
}
