/** Events as lists: what is next, what has been, a month. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { oneOf, optional, page, slug } from '../foundations/input.ts'
import { can, isSteward } from '../permissions/index.ts'
import { planEvents, seeCommitments } from '../permissions/events.ts'
import { query } from '../verb.ts'
import { visible } from './access.ts'
import { counted } from './coming.ts'
import { fromCursor, toCursor } from './cursor.ts'
import type { Given } from './answer.ts'

/** One event in a list. Moments are ISO instants. */
export interface CalendarItem {
  id: string
  title: string
  format: string
  format_name: string
  class: string
  starts_at: string
  ends_at: string
  zone: string
  days: number
  place: string
  state: 'planned' | 'held' | 'cancelled'
  /** Name of the circle that may come; none for everybody. */
  circle: string | null
  is_public: boolean
  /** Of an event in a room and online, both together; none where one of them has no end. */
  capacity: number | null
  coming: number
  /** The reader's own. */
  answer: Given | null
  attended: boolean
  /** It waits for the reader's answer. */
  waits: boolean
}

export interface Filters {
  /** Keys and names of what lists may be narrowed to. */
  formats: { key: string; name: string }[]
  circles: { key: string; name: string; promises: boolean }[]
}

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'events.month')

/** How long an event can have begun before a month and still reach into it. */
const reach = 31

export const calendar = query(
  'events.calendar',
  {
    input: z.object({
      list: optional(oneOf(['next', 'past'])),
      /** `YYYY-MM`, as the reader's zone counts days: the whole month, in order, instead of a list. */
      month: optional(month),
      format: optional(slug),
      circle: optional(slug),
      ...page,
    }),
    does: 'The events that you see: next, past, or of a month; by format and by circle. `everybody` is the circle of events for all.',
    who: 'Everybody; visitors see public events.',
  },
  async (ctx, input) => {
    const limit = input.month ? 500 : (input.limit ?? 40)
    const past = input.list === 'past'
    const within = input.month ? ofMonth(ctx, input.month) : past ? before(ctx, input.after) : after(ctx, input.after)
    const direction = past && !input.month ? sql`desc` : sql`asc`
    const rows = await list(ctx, sql`${within} and ${narrowed(input)}`, direction, limit + 1)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items,
      next: rows.length > limit && last ? toCursor(last) : null,
      may: { plan: can(ctx, planEvents, undefined), seeCommitments: can(ctx, seeCommitments, undefined) },
    }
  },
)

export const eventFilters = query(
  'events.filters',
  {
    input: z.object({}),
    does: 'What the calendar may be narrowed to: formats that have events you see, and your circles.',
    who: 'Everybody.',
  },
  async (ctx): Promise<Filters> => {
    const mine = isSteward(ctx) ? null : (ctx.member?.circles.map(({ id }) => id) ?? [])
    const { rows } = await sql<Filters>`
      select (select coalesce(json_agg(json_build_object('key', f.key, 'name', f.name) order by f.name), '[]') from event_format f
               where f.community_id = ${communityOf(ctx).id}
                 and exists (select from event e where e.community_id = f.community_id and e.format_key = f.key and ${visible(ctx)})) as formats,
             (select coalesce(json_agg(json_build_object('key', c.key, 'name', c.name, 'promises', c.commitment_times is not null) order by c.position), '[]') from circle c
               where c.community_id = ${communityOf(ctx).id} and (${mine}::uuid[] is null or c.id = any(${mine}::uuid[]))) as circles`.execute(
      ctx.db,
    )
    return rows[0]!
  },
)

/** The next public events, for the front door: what a visitor may know of them. */
export const upcomingOpen = query(
  'events.upcoming-open',
  { input: z.object({}), does: 'The next public events of the community.', who: 'Everybody.' },
  async (ctx) => {
    const items = await list(ctx, sql`e.is_public and e.state = 'planned' and ${after(ctx, undefined)}`, sql`asc`, 5)
    return items.map(({ id, title, starts_at, format_name }) => ({ id, at: starts_at, title, text: format_name }))
  },
)

/** What is next for a member who has not answered yet, soonest first: what waits for them. */
export const unanswered = query(
  'events.unanswered',
  {
    input: z.object({}),
    does: 'The events of the next four weeks to which you have not said whether you come.',
    who: 'Members.',
  },
  async (ctx) => {
    return list(ctx, waits(ctx), sql`asc`, 20)
  },
)

/** In the next four weeks, for whom it is meant, and not answered. */
function waits(ctx: Ctx): RawBuilder<boolean> {
  if (!ctx.member) return sql`false`
  const mine = ctx.member.circles.map(({ id }) => id)
  return sql`(e.state = 'planned' and e.starts_at > ${ctx.now} and e.starts_at < ${ctx.now.add({ hours: 24 * 28 })}
    and (r.answer is null or r.answer = 'offered') and (e.circle_id is null or e.circle_id = any(${mine}::uuid[])) and e.audience <> all(${notFor(ctx)}::text[]))`
}

/** Audiences that this member is not of: what is only for newcomers or the core team waits for nobody else. */
function notFor(ctx: Ctx): string[] {
  return [
    'working-group',
    ...(ctx.member?.state === 'onboarding' ? [] : ['newcomers']),
    ...(isSteward(ctx) ? [] : ['core-team']),
  ]
}

async function list(
  ctx: Ctx,
  where: RawBuilder<unknown>,
  direction: RawBuilder<unknown>,
  limit: number,
): Promise<CalendarItem[]> {
  const member = ctx.member?.id ?? null
  const { rows } = await sql<
    Omit<CalendarItem, 'starts_at' | 'ends_at'> & { starts_at: Temporal.Instant; ends_at: Temporal.Instant }
  >`
    select e.id, e.title, e.format_key as format, f.name as format_name, e.class, e.starts_at, e.ends_at, e.zone, e.days, e.place, e.state,
           c.name as circle, e.is_public,
           case when e.place = 'hybrid' then e.capacity + e.online_capacity else e.capacity end as capacity, n.coming, r.answer, a.member_id is not null as attended,
           ${waits(ctx)} as waits
      from event e ${counted}
      join event_format f on f.community_id = e.community_id and f.key = e.format_key
      left join circle c on c.community_id = e.community_id and c.id = e.circle_id
      left join rsvp r on r.community_id = e.community_id and r.event_id = e.id and r.member_id = ${member}::uuid
      left join attendance a on a.community_id = e.community_id and a.event_id = e.id and a.member_id = ${member}::uuid
     where e.community_id = ${communityOf(ctx).id} and ${visible(ctx)} and ${where}
     order by e.starts_at ${direction}, e.id ${direction}
     limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, starts_at: row.starts_at.toString(), ends_at: row.ends_at.toString() }))
}

/** What has not ended, or comes after a place in the list. An event is looked for from the longest that one can last. */
function after(ctx: Ctx, cursor: string | undefined): RawBuilder<unknown> {
  if (cursor) return sql`(e.starts_at, e.id) > (${placeOf(cursor).at}::timestamptz, ${placeOf(cursor).id}::uuid)`
  return sql`e.starts_at > ${ctx.now.subtract({ hours: 24 * reach })} and e.ends_at > ${ctx.now}`
}

function before(ctx: Ctx, cursor: string | undefined): RawBuilder<unknown> {
  const ended = sql`e.ends_at <= ${ctx.now} and e.starts_at < ${ctx.now}`
  return cursor
    ? sql`${ended} and (e.starts_at, e.id) < (${placeOf(cursor).at}::timestamptz, ${placeOf(cursor).id}::uuid)`
    : ended
}

/** Everything that touches the month, its days counted in the reader's zone. */
function ofMonth(ctx: Ctx, asked: string): RawBuilder<unknown> {
  const first = Temporal.PlainYearMonth.from(asked)
  const [from, to] = [first, first.add({ months: 1 })].map((each) =>
    each.toPlainDate({ day: 1 }).toZonedDateTime(ctx.zone).toInstant(),
  )
  return sql`e.starts_at >= ${from!.subtract({ hours: 24 * reach })} and e.starts_at < ${to!} and e.ends_at > ${from!}`
}

/** One shape of the statement, whatever is asked for. */
function narrowed({
  format,
  circle,
}: {
  format?: string | undefined
  circle?: string | undefined
}): RawBuilder<unknown> {
  return sql`(${format ?? null}::text is null or e.format_key = ${format ?? null}::text)
         and (${circle ?? null}::text is null or coalesce(c.key, 'everybody') = ${circle ?? null}::text)`
}

function placeOf(cursor: string): { at: string; id: string } {
  const place = fromCursor(cursor)
  if (!place) throw new NotFound('events.page')
  return place
}
