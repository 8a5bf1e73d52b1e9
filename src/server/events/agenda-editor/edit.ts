/** Making the agenda of one event: what is typed by two people at once is put together part by part. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict, Invalid } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, oneOf, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { tendFormats } from '../../permissions/formats.ts'
import { verb } from '../../verb.ts'
import { eventToChange, mustBePlanned, type EventRow } from '../access.ts'
import { scaled, sum } from '../agenda.ts'
import { reviseEvent, told } from '../change.ts'
import { saveTemplate } from '../format-book/index.ts'
import { problem } from '../input.ts'
import { plansOf } from '../live/index.ts'
import { mustTakePart } from '../people.ts'
import { mustBeBearable } from '../plan.ts'
import { segmentsOf, writeSegments, type StoredSegment, type WrittenSegment } from '../segments.ts'
import { asLongAs, hoursOf, minutesOf, totalOf } from '../day-hours.ts'
import { spanOf } from '../span.ts'
import { asPart, inserted, laid, merged, moved, printOf, row } from './rows.ts'

const parts = z.array(row).max(80)
/** The row for a new part; without a title there is none. */
const added = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && 'title' in value && value.title !== '' ? value : undefined,
  row.extend({ after: optional(id) }).optional(),
)

export const arrangeAgenda = verb(
  'events.arrange-agenda',
  {
    input: z.object({
      id,
      parts: parts.optional(),
      added,
      /** Ids of a part to be moved, taken away, or left as somebody else has it. */
      up: optional(id),
      down: optional(id),
      remove: optional(id),
      theirs: optional(id),
      /** The id of a part that is laid before or after another. */
      moved: optional(id),
      before: optional(id),
      after: optional(id),
    }),
    does: 'Changes, adds, moves and takes away parts of an agenda. A part that somebody else changed meanwhile (`base` says how it read) is refused, with both texts.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    const stored = await segmentsOf(ctx, event.id)
    const typed = input.parts ?? []
    const meant = typed.filter((each) => each.id !== input.remove && each.id !== input.theirs)
    const { parts, clashes } = merged(stored, meant)
    if (clashes.length > 0) throw clashed(typed, meant, clashes)
    let next = input.added ? inserted(parts, asPart(input.added), input.added.after) : parts
    if (input.remove) await mustBeBare(ctx, input.remove)
    if (input.remove) next = next.filter((part) => part.id !== input.remove)
    if (input.up) next = moved(next, input.up, -1)
    if (input.down) next = moved(next, input.down, 1)
    if (input.moved) next = laid(next, input.moved, input)
    await mustBeLed(ctx, event, stored, next)
    return write(
      ctx,
      event,
      stored,
      next.toSorted((a, b) => a.day - b.day),
    )
  },
)

export const fitAgenda = verb(
  'events.fit-agenda',
  {
    input: z.object({ id, to: oneOf(['meeting', 'agenda']) }),
    does: 'Makes the agenda as long as the meeting, each part in proportion; or the meeting as long as the agenda.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    const stored = await segmentsOf(ctx, event.id)
    if (stored.length === 0) return { changed: [] }
    const hours = hoursOf(event)
    if (input.to === 'agenda')
      return reviseEvent(
        ctx,
        event,
        hours ? { hours: asLongAs(hours, hours.length, stored) } : { minutes: sum(stored) },
        { byHand: true },
      )
    mustBePlanned(event)
    return write(ctx, event, stored, fitted(event, stored))
  },
)

export const saveAgendaAsTemplate = verb(
  'events.save-agenda-as-template',
  {
    input: z.object({ id }),
    does: 'Makes the agenda of an event the template of its format in this community; the template from before is kept as a version.',
    who: tendFormats.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, tendFormats, undefined)
    const segments = await segmentsOf(ctx, event.id)
    if (segments.length === 0) throw problem('', 'agenda.empty')
    const polls = await plansOf(ctx, event.id)
    const parts = segments.map((part) => ({ ...part, polls: polls.get(part.id) ?? [] }))
    return saveTemplate(ctx, event.format_key, parts, event.title)
  },
)

/** Each part in proportion: of the meeting, or of its day where each has its hours. */
function fitted(event: EventRow, parts: readonly StoredSegment[]): WrittenSegment[] {
  const hours = hoursOf(event)
  if (!hours) return scaled(parts, event.minutes)
  return hours.flatMap((ofDay, i) => {
    const its = parts.filter(({ day }) => day === i + 1)
    return its.length > 0 ? scaled(its, minutesOf(ofDay)) : []
  })
}

/** Both texts are shown where a part was changed by two: the form has what was typed, the page what is stored. */
function clashed(
  typed: readonly unknown[],
  meant: readonly unknown[],
  clashes: { at: number; theirs: unknown }[],
): Invalid {
  return new Invalid(
    'input',
    {},
    clashes.map(({ at, theirs }) => ({
      path: ['parts', typed.indexOf(meant[at]), 'title'],
      code: theirs ? 'agenda.changed-meanwhile' : 'agenda.removed-meanwhile',
    })),
  )
}

/** What runs side by side in a part, and who chose it, is not taken away with it. */
async function mustBeBare(ctx: Ctx, segment: string): Promise<void> {
  const session = await ctx.db
    .selectFrom('parallel_session')
    .select('id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('segment_id', '=', segment)
    .executeTakeFirst()
  if (session) throw new Conflict('sessions.has-sessions')
}

/** Whoever is newly named has to be a member who may come. */
async function mustBeLed(
  ctx: Ctx,
  event: EventRow,
  stored: readonly StoredSegment[],
  next: readonly WrittenSegment[],
): Promise<void> {
  const before = new Set(stored.map(({ leader_id }) => leader_id))
  const named = next.flatMap(({ leader_id }) => (leader_id && !before.has(leader_id) ? [leader_id] : []))
  await mustTakePart(ctx, named, 'parts', event.circle_id)
}

async function write(
  ctx: Ctx,
  event: EventRow,
  stored: readonly StoredSegment[],
  next: readonly WrittenSegment[],
): Promise<{ changed: string[] }> {
  const prints = (list: readonly WrittenSegment[]) => list.map((part) => `${part.id} ${printOf(part)}`).join()
  if (prints(stored) === prints(next)) return { changed: [] }
  mustBeBearable(event.place, sum(next), Math.max(1, ...next.map(({ day }) => day)), 'parts')
  await writeSegments(ctx, event.id, next)
  const set = newSpan(event, next)
  const changed = ['agenda', ...Object.keys(set)]
  const sequence = event.sequence + (changed.length > 1 ? 1 : 0)
  await ctx.db
    .updateTable('event')
    .set({ ...set, sequence, by_hand: true, updated_at: ctx.now })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', event.id)
    .execute()
  await record(ctx, 'event.changed', { subject: event.id, payload: { changed, sequence, before: told(event) } })
  return { changed }
}

/** Another day, or a last day of another length, moves the end of an event of several days. */
function newSpan(event: EventRow, next: readonly WrittenSegment[]): Partial<EventRow> {
  const days = Math.max(1, ...next.map(({ day }) => day))
  if (event.place === 'writing' || (days === 1 && event.days === 1)) return {}
  const [date, time] = event.wall_start.split('T') as [string, string]
  const { hours, minutes } = hoursFor(event, days, next)
  const { ends_at } = spanOf({
    date,
    time: time.slice(0, 5),
    zone: event.zone,
    minutes,
    days,
    hours,
    place: event.place,
    lastDayMinutes: days > 1 ? sum(next.filter(({ day }) => day === days)) : undefined,
  })
  return {
    ...(days === event.days ? {} : { days }),
    ...(minutes === event.minutes ? {} : { minutes, day_hours: hours && JSON.stringify(hours) }),
    ...(ends_at.equals(event.ends_at) ? {} : { ends_at }),
  }
}

/** Days that have hours of their own keep them; a day more is as long as what is planned on it. */
function hoursFor(event: EventRow, days: number, next: readonly WrittenSegment[]) {
  const before = hoursOf(event)
  if (!before || days === before.length) return { hours: before, minutes: event.minutes }
  const hours = asLongAs(
    before,
    days,
    next.filter(({ day }) => day > before.length),
  )
  return { hours: days > 1 ? hours : null, minutes: totalOf(hours) }
}
