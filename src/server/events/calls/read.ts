/** Calls as lists and as pages. What was proposed is read by whoever made it and by whoever tends the call. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { circlesOf } from '../../communities/index.ts'
import { id, optional, slug } from '../../foundations/input.ts'
import { allow, can, isMember, isSteward } from '../../permissions/index.ts'
import { propose, seeCall, tendCall } from '../../permissions/calls.ts'
import { planEvents } from '../../permissions/events.ts'
import { query } from '../../verb.ts'
import { eventFor } from '../access.ts'
import { formatOf, formatsOf } from '../formats.ts'
import { nameOf } from '../names.ts'
import { accessOf, seriesOf, usualQuestions } from './call.ts'
import { callColumns, callFor, callTables, isOpen, type CallRow, type ProposalRow } from './access.ts'

/** How many calls a list goes back. */
const most = 100

export const calls = query(
  'events.calls',
  {
    input: z.object({}),
    does: 'The calls for cases and showcases that you may read, open ones first, with how many proposals wait for an answer where you tend them.',
    who: seeCall.says,
  },
  async (ctx) => {
    const rows = await listed(ctx)
    return {
      calls: rows
        .map((call) => ({
          ...brief(ctx, call),
          mine: call.mine,
          waiting: can(ctx, tendCall, call) ? call.proposed : null,
        }))
        .toSorted((a, b) => Number(b.open) - Number(a.open)),
      may: { open: can(ctx, planEvents, undefined) },
    }
  },
)

export const callPage = query(
  'events.call',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'One call: its questions, what you proposed, and (for whoever tends it) every proposal and the parts of agendas that wait for one.',
    who: seeCall.says,
  },
  async (ctx, input) => {
    const call = await callFor(ctx, input.id)
    const tend = can(ctx, tendCall, call)
    const [proposals, places] = await Promise.all([proposalsOf(ctx, call, tend), tend ? placesFor(ctx, call) : []])
    const mine = proposals.filter(({ member_id }) => member_id === ctx.member?.id)
    return {
      ...brief(ctx, call),
      text: call.text,
      questions: call.questions,
      mine: mine.map((proposal) => shown(proposal)),
      proposals: tend ? proposals.filter(({ state }) => state !== 'draft').map((proposal) => shown(proposal)) : [],
      places: places.map((place) => ({ ...place, starts_at: place.starts_at.toString() })),
      may: { propose: can(ctx, propose, call) && isOpen(ctx, call), tend, close: tend && isOpen(ctx, call) },
    }
  },
)

export const callToOpen = query(
  'events.call-to-open',
  {
    input: z.object({ event: optional(id), series: optional(id), format: optional(slug) }),
    does: 'What a new call begins with: the event, series or format that it is for, the usual questions, a last day.',
    who: tendCall.says,
  },
  async (ctx, input) => {
    const event = input.event ? await eventFor(ctx, input.event) : null
    if (event) allow(ctx, tendCall, event)
    else allow(ctx, planEvents, undefined)
    const series = !event && input.series ? await seriesOf(ctx, input.series) : null
    if (series) allow(ctx, tendCall, accessOf(series.circle_id))
    const key = event?.format_key ?? series?.format_key ?? input.format
    const format = key ? await formatOf(ctx, key) : null
    const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate()
    // Ten days before the event cases are chosen (domain/04: preparation of a clinic); else there are three weeks.
    const before = event && Temporal.PlainDate.from(event.wall_start.slice(0, 10)).subtract({ days: 10 })
    const deadline =
      before && Temporal.PlainDate.compare(before, today) > 0 ? before : today.add({ days: event ? 1 : 21 })
    return {
      event: event && { id: event.id, title: event.title, starts_at: event.starts_at.toString() },
      series: series && { id: series.id, title: series.title },
      format: format && { key: format.key, name: format.name },
      questions: format ? usualQuestions(ctx, format) : [],
      deadline: deadline.toString(),
      formats: (await formatsOf(ctx)).filter(({ retired }) => !retired).map(({ key, name }) => ({ key, name })),
      circles: (await circlesOf(ctx)).map(({ key, name }) => ({ key, name })),
    }
  },
)

async function listed(ctx: Ctx): Promise<(CallRow & { mine: number; proposed: number })[]> {
  if (!isMember(ctx) && !isSteward(ctx)) allow(ctx, planEvents, undefined)
  const circles = ctx.member?.circles.map((circle) => circle.id) ?? []
  const seen = isSteward(ctx)
    ? sql`true`
    : sql`(c.circle_id is null or c.circle_id = any(${circles}::uuid[]) or e.facilitator_id = ${ctx.member?.id ?? null}::uuid)`
  const { rows } = await sql<CallRow & { mine: number; proposed: number }>`
    select ${callColumns},
           (select count(*)::int from proposal p where p.community_id = c.community_id and p.call_id = c.id and p.member_id = ${ctx.member?.id ?? null}::uuid) as mine,
           (select count(*)::int from proposal p where p.community_id = c.community_id and p.call_id = c.id and p.state = 'proposed') as proposed
      from ${callTables} where c.community_id = ${communityOf(ctx).id} and ${seen}
     order by c.closes_at desc, c.id limit ${most}`.execute(ctx.db)
  return rows
}

function brief(ctx: Ctx, call: CallRow) {
  return {
    id: call.id,
    title: call.title,
    format: { key: call.format_key, name: call.format_name },
    event: call.event_id && {
      id: call.event_id,
      title: call.event_title!,
      starts_at: call.event_starts_at!.toString(),
    },
    series: call.series_id ? { id: call.series_id, title: call.series_title! } : null,
    circle: call.circle,
    deadline: call.deadline,
    open: isOpen(ctx, call),
  }
}

type Proposed = ProposalRow & {
  name: string
  event_title: string | null
  event_starts_at: Temporal.Instant | null
  part: string | null
}

async function proposalsOf(ctx: Ctx, call: CallRow, tend: boolean): Promise<Proposed[]> {
  const { rows } = await sql<Proposed>`
    select p.id, p.call_id, p.member_id, p.title, p.answers, p.confidence, p.state, p.event_id, p.segment_id, p.reason, p.created_at, p.updated_at,
           m.name, e.title as event_title, e.starts_at as event_starts_at, g.title as part
      from proposal p
      join member m on m.community_id = p.community_id and m.id = p.member_id
      left join event e on e.community_id = p.community_id and e.id = p.event_id
      left join segment g on g.community_id = p.community_id and g.event_id = p.event_id and g.id = p.segment_id
     where p.community_id = ${communityOf(ctx).id} and p.call_id = ${call.id}
       and (${tend} or p.member_id = ${ctx.member?.id ?? null}::uuid)
     order by p.state <> 'proposed', p.created_at`.execute(ctx.db)
  return rows
}

function shown({
  event_title,
  event_starts_at,
  event_id,
  segment_id: _,
  created_at,
  updated_at: __,
  call_id: ___,
  ...proposal
}: Proposed) {
  return {
    ...proposal,
    at: created_at.toString(),
    event:
      event_id && event_title && event_starts_at
        ? { id: event_id, title: event_title, starts_at: event_starts_at.toString() }
        : null,
  }
}

/** A series and those as which it went on. */
const laterOf = (ctx: Ctx, series: string | null) => sql`with recursive later as (
    select ${series}::uuid as id
     union
    select s.id from series s join later l on s.follows_id = l.id where s.community_id = ${communityOf(ctx).id})
  select id from later`

/** Parts of coming events that nobody leads yet: those of the call's event or series, or of events of its format; soonest first. */
async function placesFor(ctx: Ctx, call: CallRow) {
  const { rows } = await sql<{
    event: string
    segment: string
    title: string
    part: string
    lead: string
    starts_at: Temporal.Instant
  }>`
    select e.id as event, g.id as segment, e.title, g.title as part, g.lead, e.starts_at
      from event e join segment g on g.community_id = e.community_id and g.event_id = e.id
     where e.community_id = ${communityOf(ctx).id} and e.state = 'planned' and e.starts_at > ${ctx.now}
       and e.starts_at < ${ctx.now.add({ hours: 24 * 200 })}
       and (e.id = ${call.event_id}::uuid
            or case when ${call.series_id}::uuid is null then e.format_key = ${call.format_key} else e.series_id in (${laterOf(ctx, call.series_id)}) end)
       and g.leader_id is null and g.mode not in ('break', 'announcement')
     order by e.id = ${call.event_id}::uuid desc nulls last, e.starts_at, g.position limit 60`.execute(ctx.db)
  return rows.map(({ lead, ...place }) => ({ ...place, lead_name: nameOf('roles', lead, ctx.locale) }))
}
