/** Whose turn it is on a panel: everybody's share lately, and a proposal that spreads it. */
import { sql } from 'kysely'
import { takesPart } from '../../communities/index.ts'
import type { Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'
import type { FormatData } from '../formats.ts'
import type { PanelState } from './panel.ts'

/** Turns of so many days back count, and those that are agreed ahead. */
export const countedDays = 365

export interface Candidate {
  id: string
  name: string
  organisation: string | null
  /** Panels lately and ahead, without this one. */
  turns: number
  /** `YYYY-MM-DD` of the newest; `null` for none. */
  last: string | null
  /** Whether they sit on this panel, were asked, or declined. */
  state: PanelState | null
  part: string | null
  /** They said that they do not come, or ask to be excused. */
  away: 'no' | 'excused' | null
}

/**
 * Who should fill so many empty seats: fewest turns first; of those, whose organisation is not on the panel yet; then whose
 * last turn is longest ago; then by name. The same people always give the same proposal.
 */
export function propose(candidates: readonly Candidate[], seats: number): Candidate[] {
  const sitting = candidates.filter(({ state }) => state === 'asked' || state === 'accepted')
  const organisations = new Set(sitting.map(({ organisation }) => organisation).filter(Boolean))
  const free = candidates.filter(({ state, away }) => state === null && away === null)
  const chosen: Candidate[] = []
  while (sitting.length + chosen.length < seats && free.length > 0) {
    const next = free.toSorted((a, b) => byTurn(a, b, organisations))[0]!
    free.splice(free.indexOf(next), 1)
    if (next.organisation) organisations.add(next.organisation)
    chosen.push(next)
  }
  return chosen
}

function byTurn(a: Candidate, b: Candidate, organisations: ReadonlySet<string | null>): number {
  const same = ({ organisation }: Candidate) => Number(organisation !== null && organisations.has(organisation))
  return (
    a.turns - b.turns ||
    same(a) - same(b) ||
    compare(a.last ?? '', b.last ?? '') ||
    compare(a.name, b.name) ||
    compare(a.id, b.id)
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** How many sit on the panel of a format: hub members of its roles, five where it names none (domain/04: four to six). */
export function seatsOf(data: unknown): number {
  const roles = (data as FormatData | null)?.roles ?? []
  return roles.find(({ role }) => role === 'hub-member')?.count ?? 5
}

/** Everybody who could sit on the panel of an event: of the circle that promised to come, else of the one it is for. */
export async function candidatesOf(ctx: Ctx, event: EventRow): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select m.id, m.name, m.organisation, pp.state, pp.part, t.turns, t.last,
           case when exists (select from rsvp r where r.community_id = m.community_id and r.event_id = ${event.id}
                               and r.member_id = m.id and r.answer = 'no') then 'no'
                when exists (select from absence x where x.community_id = m.community_id and x.event_id = ${event.id}
                               and x.member_id = m.id and x.state <> 'refused') then 'excused' end as away
      from member m
      left join panel_place pp on pp.community_id = m.community_id and pp.event_id = ${event.id} and pp.member_id = m.id
      cross join lateral (
        select count(*)::int as turns, to_char(max(o.wall_start), 'YYYY-MM-DD') as last
          from panel_place q join event o on o.community_id = q.community_id and o.id = q.event_id
         where q.community_id = m.community_id and q.member_id = m.id and q.state <> 'declined' and o.id <> ${event.id}
           and o.state <> 'cancelled' and o.starts_at > ${ctx.now.subtract({ hours: 24 * countedDays })}) as t
     where m.community_id = ${event.community_id} and m.state = any(${takesPart}) and m.state <> 'paused'
       and (pp.member_id is not null or exists (
         select from circle_place cp where cp.community_id = m.community_id and cp.member_id = m.id
            and cp.circle_id = coalesce(${event.promise_circle_id}::uuid, ${event.circle_id}::uuid)))
     order by m.name, m.id
     limit 300`.execute(ctx.db)
  return rows
}
