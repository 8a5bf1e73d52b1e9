/** Opening a call for cases or for showcases, and closing it. */
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, personOf, type Ctx } from '../../ctx.ts'
import { circlesOf } from '../../communities/index.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { day, flag, id, line, lines, optional, slug } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow, can } from '../../permissions/index.ts'
import { tendCall } from '../../permissions/calls.ts'
import { planEvents } from '../../permissions/events.ts'
import { seeSeries } from '../../permissions/series.ts'
import { verb } from '../../verb.ts'
import { eventFor, mustBePlanned } from '../access.ts'
import { formatOf, type Format } from '../formats.ts'
import { problem } from '../input.ts'
import { callFor, isOpen } from './access.ts'

/** One question per line, or a list. */
const questions = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split('\n')
          .map((each) => each.trim())
          .filter(Boolean)
      : value,
  z.array(z.string().trim().min(1).max(300)).max(12, 'calls.questions'),
)

export const openCall = verb(
  'events.open-call',
  {
    input: z.object({
      /** The event that it is for; else the key of a format, and perhaps the id of a series. */
      event: optional(id),
      series: optional(id),
      format: optional(slug),
      title: line(300),
      text: optional(lines(5000)),
      deadline: day,
      questions: optional(questions),
      circle: optional(slug),
      tell: flag.optional(),
    }),
    does: 'Opens a call for cases or showcases, with a last day and the questions that every proposal answers. With `tell` those who may propose get a mail.',
    who: tendCall.says,
  },
  async (ctx, input) => {
    const about = await aboutOf(ctx, input)
    const zone = communityOf(ctx).zone
    const closes_at = Temporal.PlainDate.from(input.deadline).add({ days: 1 }).toZonedDateTime(zone).toInstant()
    if (closes_at.epochMilliseconds <= ctx.now.epochMilliseconds) throw problem('deadline', 'events.past')
    if (about.starts_at && closes_at.subtract({ hours: 24 }).epochMilliseconds > about.starts_at.epochMilliseconds)
      throw problem('deadline', 'calls.after-event')
    const asked = input.questions?.length ? input.questions : usualQuestions(ctx, about.format)
    const call = newId(ctx.now)
    await ctx.db
      .insertInto('call')
      .values({
        community_id: communityOf(ctx).id,
        id: call,
        format_key: about.format.key,
        event_id: input.event ?? null,
        series_id: input.event ? null : (input.series ?? null),
        title: input.title,
        text: input.text || null,
        questions: JSON.stringify(asked),
        deadline: input.deadline,
        closes_at,
        circle_id: about.circle,
        tell: input.tell ?? false,
        opened_at: ctx.now,
        opened_by: personOf(ctx).id,
      })
      .execute()
    await record(ctx, 'call.opened', {
      subject: call,
      payload: { format: about.format.key, event: input.event ?? null },
    })
    return { id: call }
  },
)

export const closeCall = verb(
  'events.close-call',
  {
    input: z.object({ id }),
    does: 'Closes a call before its last day. What was proposed can still be answered.',
    who: tendCall.says,
  },
  async (ctx, input) => {
    const call = await callFor(ctx, input.id)
    allow(ctx, tendCall, call)
    if (!isOpen(ctx, call)) return { closed: true }
    await ctx.db
      .updateTable('call')
      .set({ closed_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', call.id)
      .execute()
    await record(ctx, 'call.closed', { subject: call.id })
    return { closed: true }
  },
)

/** What is asked where neither the call nor the format says anything else (domain/04: one-page brief; ten slides at most). */
export function usualQuestions(ctx: Ctx, format: Pick<Format, 'class' | 'data'>): string[] {
  const own = format.data.call_questions
  if (own?.length) return own
  const w = words(communityOf(ctx).locale)
  const kind =
    format.class === 'showcase' ? 'showcase' : ['peer-support', 'protocol'].includes(format.class) ? 'case' : 'other'
  return [1, 2, 3].flatMap((n) => w.maybe(`calls.questions.${kind}.${n}`) ?? [])
}

/** What decides about a call that is for no one event. */
export const accessOf = (circle: string | null) => ({ circle_id: circle, is_public: false, facilitator_id: null })

/** For what the call is, and for whom: an event lends its circle. */
async function aboutOf(
  ctx: Ctx,
  input: {
    event?: string | undefined
    series?: string | undefined
    format?: string | undefined
    circle?: string | undefined
  },
) {
  if (input.event) {
    const event = await eventFor(ctx, input.event)
    allow(ctx, tendCall, event)
    mustBePlanned(event)
    if (event.starts_at.epochMilliseconds <= ctx.now.epochMilliseconds) throw new Conflict('events.has-begun')
    return { format: await formatOf(ctx, event.format_key), circle: event.circle_id, starts_at: event.starts_at }
  }
  allow(ctx, planEvents, undefined)
  const series = input.series ? await seriesOf(ctx, input.series) : undefined
  const key = series?.format_key ?? input.format
  if (!key) throw problem('format', 'events.format')
  const circle = input.circle ? (await circlesOf(ctx)).find((each) => each.key === input.circle) : undefined
  if (input.circle && !circle) throw problem('circle', 'events.circle')
  const circleId = series?.circle_id ?? circle?.id ?? null
  allow(ctx, tendCall, accessOf(circleId))
  return { format: await formatOf(ctx, key), circle: circleId, starts_at: null }
}

/** The series that a call is for. Throws NotFound `calls.series` for one that is not there, or not for this actor. */
export async function seriesOf(ctx: Ctx, series: string) {
  const found = await ctx.db
    .selectFrom('series')
    .select(['id', 'title', 'format_key', 'circle_id'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', series)
    .executeTakeFirst()
  if (!found || !can(ctx, seeSeries, found)) throw new NotFound('calls.series')
  return found
}
