/**
 * What Copse does by itself: when this happened, do these. Each reaction is safe to repeat; one that fails is tried
 * again alone. Anyone can read this table and know it all.
 */
import type { Ctx } from './ctx.ts'
import type { FactKind } from './facts.ts'

export interface Fact {
  id: string
  kind: FactKind
  at: Temporal.Instant
  actorId: string | null
  memberId: string | null
  subjectId: string | null
  payload: Record<string, unknown>
}

export type Reaction = (ctx: Ctx, fact: Fact) => Promise<void>

export const reactions: Partial<Record<FactKind, Record<string, Reaction>>> = {}
