/** What every page of a design shows around its own matter. */
import type { Ctx } from '../../ctx.ts'
import { createCommunity } from '../../permissions/communities.ts'
import { commentOnDesign, discardDesign, keepDesign, workOnDesign } from '../../permissions/design.ts'
import { can } from '../../permissions/index.ts'
import type { Draft } from './access.ts'
import { answerIn } from './answers.ts'

export interface About {
  design: string
  /** What the community is called so far. */
  name: string | null
  /** Of the community that was made of it. */
  slug: string | null
  locale: string
  /** An account keeps it. */
  isKept: boolean
  keptAt: string
  openComments: number
  may: { work: boolean; comment: boolean; keep: boolean; discard: boolean; launch: boolean }
}

export async function aboutDraft(ctx: Ctx, draft: Draft): Promise<About> {
  const { n } = await ctx.db
    .selectFrom('design_comment')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('design_id', '=', draft.id)
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow()
  const { access } = draft
  return {
    design: draft.id,
    name: nameIn(draft),
    slug: draft.slug,
    locale: draft.locale,
    isKept: access.owner_id !== null,
    keptAt: draft.updatedAt.toString(),
    openComments: Number(n),
    may: {
      work: can(ctx, workOnDesign, access),
      comment: can(ctx, commentOnDesign, access),
      keep: can(ctx, keepDesign, access) && access.owner_id === null,
      discard: can(ctx, discardDesign, access) && draft.communityId === null,
      launch: can(ctx, createCommunity, undefined),
    },
  }
}

export function nameIn(draft: Pick<Draft, 'answers'>): string | null {
  const name = answerIn(draft.answers, 'community.name')
  return typeof name === 'string' ? name : null
}
