/** Versions: what a design was at a moment, kept as it was, and how two of them differ. */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { lines, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { workOnDesign } from '../../permissions/design.ts'
import { verb } from '../../verb.ts'
import type { Context, Design, Override } from '../types.ts'
import { draftFor, shown, type Draft, type Shown } from './access.ts'
import { composedOf } from './composed.ts'
import { needReady } from './ready.ts'

export const keepVersion = verb(
  'design.keep-version',
  {
    input: z.object({ ...shown, note: optional(lines(1000)) }),
    does: 'Keeps the design as it is now as a version. When nothing changed since the last one, that one is given back.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input, { lock: true })
    allow(ctx, workOnDesign, draft.access)
    const { context, overrides } = needReady(draft)
    const design = await composedOf(ctx, draft)
    const last = await newestVersion(ctx, draft.id)
    if (last && isDeepStrictEqual(last.design, plain(design))) return { version: last.number, isNew: false }
    const number = (last?.number ?? 0) + 1
    await ctx.db
      .insertInto('design_version')
      .values({
        design_id: draft.id,
        number,
        context: JSON.stringify(context),
        overrides: JSON.stringify(overrides),
        design: JSON.stringify(design),
        note: input.note ?? null,
        made_by: ctx.actor?.id ?? null,
        made_at: ctx.now,
      })
      .execute()
    await record(ctx, 'design.version-kept', { subject: draft.id, payload: { version: number } })
    return { version: number, isNew: true }
  },
)

/** A kept version, for whoever may see the design. Throws NotFound for a design or a version that is not there for them. */
export async function keptVersion(ctx: Ctx, asked: Shown & { version: number }, { lock = false } = {}): Promise<Kept> {
  const draft = await draftFor(ctx, asked, { lock })
  const row = await ctx.db
    .selectFrom('design_version')
    .select('design')
    .where('design_id', '=', draft.id)
    .where('number', '=', asked.version)
    .executeTakeFirst()
  if (!row) throw new NotFound('design.no-version')
  return { design: row.design as unknown as Design, communityId: draft.communityId, slug: draft.slug }
}

export interface Kept {
  design: Design
  /** The community that was made of the design, and its address. */
  communityId: string | null
  slug: string | null
}

/** Every version, newest first, without the designs themselves. */
export async function versionsOf(ctx: Ctx, design: string) {
  const rows = await ctx.db
    .selectFrom('design_version as v')
    .leftJoin('person as p', 'p.id', 'v.made_by')
    .select(['v.number', 'v.note', 'v.made_at', 'p.name as by'])
    .where('v.design_id', '=', design)
    .orderBy('v.number', 'desc')
    .execute()
  return rows.map(({ made_at, ...row }) => ({ ...row, at: made_at.toString() }))
}

/** Whether the draft has moved on since its newest version; `null` where none was kept. */
export async function movedOn(
  ctx: Ctx,
  draft: Draft,
  now: { context: Context; overrides: Record<string, Override> },
): Promise<boolean | null> {
  const last = await ctx.db
    .selectFrom('design_version')
    .select(['context', 'overrides', sql<string>`design->>'locale'`.as('locale')])
    .where('design_id', '=', draft.id)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  if (!last) return null
  return !(
    isDeepStrictEqual(last.context, plain(now.context)) &&
    isDeepStrictEqual(last.overrides, plain(now.overrides)) &&
    last.locale === draft.locale
  )
}

function newestVersion(ctx: Ctx, design: string) {
  return ctx.db
    .selectFrom('design_version')
    .select(['number', 'design'])
    .where('design_id', '=', design)
    .orderBy('number', 'desc')
    .executeTakeFirst()
}

/** As the database gives it back. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
