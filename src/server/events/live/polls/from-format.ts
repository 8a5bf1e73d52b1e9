/** Polls that a format brings to each of its events, and those of an event made a part of its format. */
import { communityOf, type Ctx } from '../../../ctx.ts'
import { newId } from '../../../foundations/id.ts'
import { formatOf, type FormatData } from '../../formats.ts'
import { segmentsOf } from '../../segments.ts'
import { columnsOf, linesOf, optionsOf, type PollPlan } from './plan.ts'
import { pollsOf, type PollRow } from './poll.ts'

/**
 * Prepares the polls that a format plans for the parts of its agenda, for an event that has just been put into the
 * calendar: each with the part of that title. For whoever may plan already: asks no permission.
 */
export async function preparePollsOf(ctx: Ctx, event: { id: string; format: string; zone: string }): Promise<void> {
  const planned = plannedIn((await formatOf(ctx, event.format)).data)
  if (planned.size === 0) return
  const community_id = communityOf(ctx).id
  const polls = (await segmentsOf(ctx, event.id)).flatMap(({ id, title }) =>
    (planned.get(title) ?? []).map((plan) => ({ id: newId(ctx.now), segment_id: id, plan })),
  )
  if (polls.length === 0) return
  const of = { community_id, event_id: event.id, created_at: ctx.now, locale: communityOf(ctx).locale }
  await ctx.db
    .insertInto('poll')
    .values(polls.map(({ id, segment_id, plan }) => ({ ...of, id, segment_id, ...columnsOf(plan) })))
    .execute()
  const options = polls.flatMap(({ id, plan }) =>
    optionsOf(plan, event.zone).map((option) => ({ community_id, poll_id: id, id: newId(ctx.now), ...option })),
  )
  if (options.length > 0) await ctx.db.insertInto('poll_option').values(options).execute()
}

/** The polls of an event as a format holds them, by the part of the agenda to which they belong. */
export async function plansOf(ctx: Ctx, event: string): Promise<Map<string, PollPlan[]>> {
  const kept = (await pollsOf(ctx, event)).filter(({ kind, segment_id }) => kind !== 'dates' && segment_id !== null)
  return new Map(
    [...Map.groupBy(kept, ({ segment_id }) => segment_id!)].map(([segment, polls]) => [segment, polls.map(planOf)]),
  )
}

/** A poll as it would be typed. */
export function planOf(poll: PollRow): PollPlan {
  const { kind, question, most, low, high, low_label, high_label, results } = poll
  const given = { most, low, high, low_label, high_label }
  return {
    kind,
    question,
    ...(poll.options.length > 0 ? { options: linesOf(poll, poll.options) } : {}),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
    results,
    anonymous: poll.is_anonymous,
    changeable: poll.is_changeable,
  }
}

/** The polls of a format by the title of their part, in any of the ways in which it is held. */
function plannedIn({ segments = [], variants = [] }: FormatData): Map<string, PollPlan[]> {
  const parts = [segments, ...variants.map((variant) => variant.segments ?? [])].flat()
  const planned = new Map<string, PollPlan[]>()
  for (const { title, polls = [] } of parts) if (polls.length > 0 && !planned.has(title)) planned.set(title, polls)
  return planned
}
