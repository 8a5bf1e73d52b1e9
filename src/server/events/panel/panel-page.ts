/** Who sits on the panel of an event, who could, and whose turn it is; and the same for the meetings ahead. */
import { sql } from 'kysely'
import { z } from 'zod'
import { circleFor } from '../../communities/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { slug } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { seeRota, tendPreBrief } from '../../permissions/pre-brief.ts'
import { query } from '../../verb.ts'
import { eventFor, type EventRow } from '../access.ts'
import { candidatesOf, propose, seatsOf, type Candidate } from './turns.ts'

/** Of how many meetings ahead the rota proposes panels. */
const ahead = 3

export const panelPage = query(
  'events.panel',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'Who sits on the panel of an event, who else of its hub could, how often each had a turn in the last year, and who should be asked next.',
    who: tendPreBrief.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, tendPreBrief, event)
    const { data } = await ctx.db
      .selectFrom('event_format')
      .select('data')
      .where('community_id', '=', event.community_id)
      .where('key', '=', event.format_key)
      .executeTakeFirstOrThrow()
    const people = await candidatesOf(ctx, event)
    const seats = seatsOf(data)
    const proposed = new Set(propose(people, seats).map(({ id }) => id))
    return {
      event: headOf(event),
      seats,
      people: people.map((one) => ({ ...one, proposed: proposed.has(one.id) })),
      may: { name: event.state === 'planned' },
    }
  },
)

export const panelRota = query(
  'events.panel-rota',
  {
    input: z.object({ circle: slug }),
    does: 'The panels of the next three meetings with a panel that a circle promised to come to: who was asked, who should be, and how many turns everybody had in the last year.',
    who: seeRota.says,
  },
  async (ctx, input) => {
    allow(ctx, seeRota, undefined)
    const circle = await circleFor(ctx, input.circle)
    const { rows: events } = await sql<EventRow & { data: unknown }>`
      select e.*, f.data from event e
        join event_format f on f.community_id = e.community_id and f.key = e.format_key
       where e.community_id = ${communityOf(ctx).id} and e.promise_circle_id = ${circle.id}
         and e.state = 'planned' and e.starts_at > ${ctx.now} and ${hasPanel}
       order by e.starts_at, e.id limit ${ahead}`.execute(ctx.db)
    return { circle: circle.name, ...(await rotaOf(ctx, events)) }
  },
)

/** A part of its agenda is a panel's, or somebody was named to one. */
const hasPanel = sql<boolean>`(
  exists (select from segment g where g.community_id = e.community_id and g.event_id = e.id and g.mode = 'panel')
  or exists (select from panel_place pp where pp.community_id = e.community_id and pp.event_id = e.id))`

/** Panels one after the other: what is proposed for one meeting counts as a turn in the next. */
async function rotaOf(ctx: Ctx, events: (EventRow & { data: unknown })[]) {
  const given = new Map<string, string>()
  const counts = new Map<string, number>()
  const meetings = []
  let people: Candidate[] = []
  for (const event of events) {
    const known = await candidatesOf(ctx, event)
    if (people.length === 0) people = known.map((one) => withSeat(one, event))
    const counted = known.map((one) => ({
      ...one,
      turns: one.turns + (counts.get(one.id) ?? 0),
      last: [one.last ?? '', given.get(one.id) ?? ''].toSorted().at(-1) || null,
    }))
    const proposed = propose(counted, seatsOf(event.data))
    for (const { id } of proposed) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
      given.set(id, event.wall_start.slice(0, 10))
    }
    meetings.push({
      event: headOf(event),
      seats: seatsOf(event.data),
      sitting: known.filter(({ state }) => state === 'asked' || state === 'accepted').map(short),
      declined: known.filter(({ state }) => state === 'declined').map(short),
      proposed: proposed.map(short),
    })
  }
  return {
    meetings,
    people: people.map(({ id, name, organisation, turns, last }) => ({ id, name, organisation, turns, last })),
  }
}

/** A candidate with the seat on this panel counted, too. */
function withSeat(one: Candidate, event: EventRow): Candidate {
  if (one.state !== 'asked' && one.state !== 'accepted') return one
  const day = event.wall_start.slice(0, 10)
  return { ...one, turns: one.turns + 1, last: one.last && one.last > day ? one.last : day }
}

const short = ({ id, name, organisation, state, part, turns }: Candidate) => ({
  id,
  name,
  organisation,
  state,
  part,
  turns,
})

function headOf(event: EventRow) {
  return { id: event.id, title: event.title, starts_at: event.starts_at.toString(), zone: event.zone }
}
