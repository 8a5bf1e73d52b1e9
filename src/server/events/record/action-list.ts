/** Actions over all meetings: mine, all that are open, overdue, ended. */
import { sql } from 'kysely'
import { z } from 'zod'
import { memberOf, type Ctx } from '../../ctx.ts'
import { id, line, oneOf, optional, page } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { seeHome } from '../../permissions/communities.ts'
import { holdEvent } from '../../permissions/events.ts'
import { endAction, nameInRecord, type RecordAccess } from '../../permissions/record.ts'
import { query } from '../../verb.ts'
import { fromCursor, toCursor } from '../cursor.ts'
import { accessColumns, here, readable } from './access.ts'
import { today } from './actions.ts'

export const actionViews = ['mine', 'open', 'overdue', 'ended'] as const
export type ActionView = (typeof actionViews)[number]

type Row = RecordAccess & {
  id: string
  text: string
  owner_id: string | null
  owner: string | null
  due_on: string
  state: 'open' | 'done' | 'dropped'
  reason: string | null
  ended_at: Temporal.Instant | null
  event_id: string
  event: string
  held_on: string
}

const perPage = 30

export const actions = query(
  'events.actions',
  {
    input: z.object({
      view: oneOf(actionViews).default('mine'),
      /** Only of one event, of one series, or with these words in it. */
      event: optional(id),
      series: optional(id),
      search: optional(line(100)),
      ...page,
    }),
    does: 'Actions over all meetings that you may read about: your own, all that are open, what is overdue, what has ended.',
    who: 'Members, for what they may read; where what is said must not be attributed, owners are named to themselves and to whoever holds the event.',
  },
  async (ctx, input) => {
    allow(ctx, seeHome, undefined)
    const me = ctx.member?.id ?? null
    const limit = input.limit ?? perPage
    const rows = await actionsBy(
      ctx,
      sql`${inView(ctx, input.view, me)}
      and (${input.event ?? null}::uuid is null or a.event_id = ${input.event ?? null}::uuid)
      and (${input.series ?? null}::uuid is null or e.series_id = ${input.series ?? null}::uuid)
      and (${likeOf(input.search)}::text is null or a.text ilike ${likeOf(input.search)} or e.title ilike ${likeOf(input.search)})
      ${afterOf(input.view, input.after)}`,
      input.view === 'ended',
      limit + 1,
    )
    const shown = rows.slice(0, limit).map((row) => shownAction(ctx, row))
    const last = rows[limit - 1]
    return {
      items: shown,
      next:
        rows.length > limit && last
          ? toCursor({ starts_at: last.ended_at?.toString() ?? `${last.due_on}T00:00:00Z`, id: last.id })
          : null,
      counts: await countsOf(ctx, me),
    }
  },
)

/** Your own open actions that are due within a fortnight or overdue, for Home: soonest first. */
export const myActionsDue = query(
  'events.my-actions-due',
  {
    input: z.object({}),
    does: 'Your own actions that are overdue or due within a fortnight, soonest first.',
    who: 'Each member, for themselves.',
  },
  async (ctx) => {
    const until = Temporal.PlainDate.from(today(ctx)).add({ days: 14 }).toString()
    const rows = await actionsBy(
      ctx,
      sql`a.owner_id = ${memberOf(ctx).id} and a.state = 'open' and a.due_on <= ${until}`,
      false,
      5,
    )
    return rows.map((row) => shownAction(ctx, row))
  },
)

/** Actions of one event for its record: all of them, in the order in which they were given. */
export async function actionsOfEvent(ctx: Ctx, event: string) {
  const rows = await actionsBy(ctx, sql`a.event_id = ${event}`, false, 500)
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((row) => shownAction(ctx, row))
}

export type ShownAction = ReturnType<typeof shownAction>

function shownAction(ctx: Ctx, row: Row) {
  const named = can(ctx, nameInRecord, row) || row.owner_id === ctx.member?.id
  return {
    id: row.id,
    text: row.text,
    owner: named && row.owner_id ? { id: row.owner_id, name: row.owner! } : null,
    /** Whether somebody has taken it on, also where nobody may be named. */
    is_owned: row.owner_id !== null,
    is_mine: row.owner_id !== null && row.owner_id === ctx.member?.id,
    due_on: row.due_on,
    state: row.state,
    reason: row.reason,
    is_late: row.state === 'open' && row.due_on < today(ctx),
    event: { id: row.event_id, title: row.event, held_on: row.held_on },
    may: { end: can(ctx, endAction, row), change: can(ctx, holdEvent, row) },
  }
}

async function actionsBy(ctx: Ctx, condition: ReturnType<typeof sql>, newest: boolean, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id, a.text, a.owner_id, p.name as owner, a.due_on, a.state, a.reason, a.ended_at, a.event_id, e.title as event,
           e.wall_start::date as held_on, ${accessColumns(ctx)}
      from action a
      join event e on e.community_id = a.community_id and e.id = a.event_id
      left join event_record r on r.community_id = e.community_id and r.event_id = e.id
      left join member m on m.community_id = a.community_id and m.id = a.owner_id
      left join person p on p.id = m.person_id
     where a.community_id = ${here(ctx)} and ${condition}
       and (${readable(ctx)} or a.owner_id = ${ctx.member?.id ?? null}::uuid)
     order by ${newest ? sql`a.ended_at desc, a.id desc` : sql`a.due_on, a.id`}
     limit ${limit}`.execute(ctx.db)
  return rows
}

async function countsOf(ctx: Ctx, me: string | null): Promise<Record<ActionView, number>> {
  const count = (view: ActionView) => sql`count(*) filter (where ${inView(ctx, view, me)})::int`
  const { rows } = await sql<Record<ActionView, number>>`
    select ${count('mine')} as mine, ${count('open')} as open, ${count('overdue')} as overdue, ${count('ended')} as ended
      from action a
      join event e on e.community_id = a.community_id and e.id = a.event_id
      left join event_record r on r.community_id = e.community_id and r.event_id = e.id
     where a.community_id = ${here(ctx)} and (${readable(ctx)} or a.owner_id = ${me}::uuid)`.execute(ctx.db)
  return rows[0]!
}

function inView(ctx: Ctx, view: ActionView, me: string | null) {
  if (view === 'mine') return sql`(a.owner_id = ${me}::uuid and a.state = 'open')`
  if (view === 'open') return sql`a.state = 'open'`
  if (view === 'overdue') return sql`(a.state = 'open' and a.due_on < ${today(ctx)}::date)`
  return sql`a.state <> 'open'`
}

function afterOf(view: ActionView, after: string | undefined) {
  if (!after) return sql``
  const place = fromCursor(after)
  if (!place) return sql``
  return view === 'ended'
    ? sql`and (a.ended_at, a.id) < (${place.at}::timestamptz, ${place.id}::uuid)`
    : sql`and (a.due_on, a.id) > (${place.at.slice(0, 10)}::date, ${place.id}::uuid)`
}

const likeOf = (search: string | undefined) => (search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null)
