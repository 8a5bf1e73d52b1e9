/** One event, as its page shows it to this reader. */
import { z } from 'zod'
import type { Ctx } from '../ctx.ts'
import { recordReading } from '../facts.ts'
import { flag } from '../foundations/input.ts'
import { can, isInCircle } from '../permissions/index.ts'
import { comeToEvent, holdEvent, leadPart, seeMeetingLink, seeWhoComes } from '../permissions/events.ts'
import { readPreBrief, takePosition, tendPreBrief } from '../permissions/pre-brief.ts'
import { comeAsGuest } from '../permissions/registration.ts'
import { seeCall } from '../permissions/calls.ts'
import { query } from '../verb.ts'
import { interactiveShare, timetable } from './agenda.ts'
import { commitmentsAt } from './commitment.ts'
import { hoursOf, momentsOf } from './day-hours.ts'
import { doorsAreOpen } from './doors-open.ts'
import type { Audience } from './input.ts'
import { loadEvent, type LoadedEvent } from './load-event.ts'
import { meetingKind } from './meeting-kind.ts'
import { interactiveModes, nameOf } from './names.ts'
import { stageOf } from './positions/index.ts'
import { leftFor } from './record/left.ts'
import { placesLeft, questionsIn } from './registration/index.ts'

export const eventPage = query(
  'events.event',
  {
    input: z.object({ id: z.string('required').max(60), everyone: flag.optional() }),
    does: 'One event: when, where, what for, its agenda, your answer, what you promised, and (for members) who comes.',
    who: 'Everybody who sees the event; names for members, the way in for those who come.',
  },
  async (ctx, input) => {
    const event = await loadEvent(ctx, input.id, input.everyone ?? false)
    return shown(ctx, event, await promise(ctx, event))
  },
)

/** The same for a page that somebody opens: reading is participation, so a member's is noted, once a day. */
export async function openEventPage(ctx: Ctx, input: { id: string; everyone?: string | undefined }) {
  const event = await loadEvent(ctx, input.id, input.everyone === 'yes')
  if (can(ctx, seeWhoComes, undefined) && ctx.member && !event.read_lately) {
    await recordReading(ctx, 'event.read', event.id)
  }
  return shown(ctx, event, await promise(ctx, event))
}

/** What the reader promised, where this event counts towards it. */
async function promise(ctx: Ctx, event: LoadedEvent) {
  const circle = event.promise_circle_id
  if (!circle || !ctx.member?.circles.some(({ id }) => id === circle)) return null
  const [commitment] = await commitmentsAt(ctx, ctx.member.id, event.starts_at, circle)
  return commitment ?? null
}

/** Only what this reader may have. */
function shown(ctx: Ctx, event: LoadedEvent, promise: Awaited<ReturnType<typeof commitmentsAt>>[number] | null) {
  const names = can(ctx, seeWhoComes, undefined)
  const wayIn = can(ctx, seeMeetingLink, event)
  const open = event.state === 'planned' && event.starts_at.epochMilliseconds > ctx.now.epochMilliseconds
  const hold = can(ctx, holdEvent, event)
  const begun = event.starts_at.subtract({ minutes: 15 }).epochMilliseconds <= ctx.now.epochMilliseconds
  return {
    id: event.id,
    title: event.title,
    summary: event.summary,
    format_name: event.format_name,
    class: event.class,
    class_name: nameOf('classes', event.class, ctx.locale),
    series:
      event.series && event.nth && event.of
        ? { id: event.series_id!, title: event.series, nth: event.nth, of: event.of }
        : null,
    state: event.state as 'planned' | 'held' | 'cancelled',
    cancel_reason: event.cancel_reason,
    starts_at: event.starts_at.toString(),
    ends_at: event.ends_at.toString(),
    wall_start: event.wall_start,
    zone: event.zone,
    minutes: event.minutes,
    days: event.days,
    /** When each day begins and ends, where they differ. */
    hours: hoursOf(event) && momentsOf(event, hoursOf(event)!),
    circle: event.circle,
    audience: event.audience as Audience,
    is_public: event.is_public,
    confidence: event.confidence as 'open' | 'learned-leaves' | 'nothing-leaves',
    place: event.place as 'online' | 'room' | 'hybrid' | 'phone' | 'writing',
    // A number to dial is a way in like a link.
    place_text: event.place === 'phone' && !wayIn ? null : event.place_text,
    place_link: wayIn ? event.place_link : null,
    place_dial: wayIn ? event.place_dial : null,
    /** By what the link is recognised, for those who may have it. */
    meets_on: wayIn && event.place_link ? meetingKind(event.place_link) : null,
    has_way_in: event.place_link !== null || (event.place === 'phone' && event.place_text !== null),
    capacity: event.capacity,
    online_capacity: event.online_capacity,
    /** Places that are neither taken nor offered; `null` where there is no end of them. */
    left: placesLeft(event, event.place === 'hybrid' ? 'room' : null),
    left_online: event.place === 'hybrid' ? placesLeft(event, 'online') : null,
    coming: event.coming,
    coming_online: event.coming_online,
    guests: event.guests,
    maybe: event.maybe,
    present: event.present,
    answer: event.answer,
    mode: event.mode,
    queue: event.queue,
    offer_until: event.offer_until?.toString() ?? null,
    answered_by: event.answered_by,
    questions: questionsIn(event.questions, ctx.locale),
    replies_kept_days: event.replies_kept_days,
    replies: event.replies ?? {},
    attended: event.attended,
    facilitator: names && event.facilitator_id ? { id: event.facilitator_id, name: event.facilitator! } : null,
    people: event.people,
    open_questions: event.open_questions.map(({ text, topic, circle_id }) => ({
      text,
      // Of a topic in a channel of others nobody hears.
      topic: topic !== null && isInCircle(ctx, circle_id) ? topic : null,
    })),
    interactive: interactiveShare(event.parts),
    parts: timetable(event, event.parts).map(({ leader, leader_id, link, note, ...part }) => ({
      ...part,
      /** Material is for members, notes for whoever holds the event. */
      link: names ? link : null,
      note: hold ? note : null,
      mode_name: nameOf('modes', part.mode, ctx.locale),
      lead_name: nameOf('roles', part.lead, ctx.locale),
      together: interactiveModes.has(part.mode),
      leader: names && leader_id ? { id: leader_id, name: leader! } : null,
      may: {
        take: open && ctx.member !== null && leader_id === null && can(ctx, leadPart, { ...event, leader_id }),
        giveBack: open && leader_id !== null && leader_id === ctx.member?.id,
      },
    })),
    call: names && can(ctx, seeCall, event) ? event.call : null,
    promise,
    sequence: event.sequence,
    live: names ? event.live : null,
    leaves: leftFor(ctx, event),
    brief: briefOn(ctx, event),
    /** The reader's seat on its panel, to be answered until it begins. */
    seat: open ? event.seat : null,
    may: {
      answer: open && can(ctx, comeToEvent, event),
      checkIn: !event.attended && can(ctx, comeToEvent, event) && doorsAreOpen(ctx, event),
      comeAsGuest: open && can(ctx, comeAsGuest, event),
      seePeople: names,
      seeAnswers: hold,
      change: hold && event.state === 'planned',
      markAttendance: hold && event.state !== 'cancelled' && begun,
      wayIn,
      tendBrief: can(ctx, tendPreBrief, event) && event.state === 'planned',
      runRoom: hold && event.is_live && event.state === 'planned',
    },
  }
}

/** The way to its pre-brief, for whoever reads it; `asks`: the debate is over, and it is asked where they stand now. */
function briefOn(ctx: Ctx, event: LoadedEvent): { seen: boolean; edition: number; asks: boolean } | null {
  if (!event.brief) return null
  const { circle_id, edition, on_panel, seen, asks } = event.brief
  const access = { ...event, brief_circle_id: circle_id, is_sent: edition > 0, on_panel }
  if (!can(ctx, readPreBrief, access)) return null
  const after = asks && stageOf(ctx.now, event, { closed_at: null }) === 'after'
  return { seen, edition, asks: after && can(ctx, takePosition, access) }
}
