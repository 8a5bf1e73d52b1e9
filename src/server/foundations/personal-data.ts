/**
 * What a room holds about a person, and how it forgets them. Each room says it for its own tables, so that nobody is
 * handed half of their data: a house test looks for tables that nobody answers for.
 */
import type { Ctx } from '../ctx.ts'

export interface PersonalData {
  room: string
  /** The tables with a person or a member in them that this room answers for. */
  tables: readonly string[]
  /** What is held about the person, as plain JSON: no secrets, and nothing that is about others. */
  tell(ctx: Ctx, person: string): Promise<Record<string, unknown>>
  /** Takes the person out for good, in the transaction at hand. What tells of nobody any more may stay. */
  forget(ctx: Ctx, person: string): Promise<void>
}

/** The ids of a person's memberships, in all communities, for `where('member_id', 'in', …)`. */
export function membershipsOf(ctx: Pick<Ctx, 'db'>, person: string) {
  return ctx.db.selectFrom('member').select('id').where('person_id', '=', person)
}
