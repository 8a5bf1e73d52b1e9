/** When a term of a role is in force. */
import { sql, type RawBuilder } from 'kysely'

/**
 * Whether the term `r` (an alias of `role_term` in the statement) holds on a day: until its end, and after it until
 * somebody holds a later term of the same role. A community whose coordinator's term ran out is not left without one.
 */
export function termHolds(day: string): RawBuilder<boolean> {
  return sql<boolean>`r.starts_on <= ${day}::date and (r.ends_on >= ${day}::date or not exists (
    select from role_term n
     where n.community_id = r.community_id and n.role = r.role and n.starts_on > r.starts_on and n.starts_on <= ${day}::date and n.holder_id is not null))`
}
