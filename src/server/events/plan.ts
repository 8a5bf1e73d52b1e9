/** Putting an event into the calendar: by hand from a format, or by the launch of a design. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { circlesOf, type Circle } from '../communities/index.ts'
import { NotAllowed } from '../errors.ts'
import { record } from '../facts.ts'
import { newId } from '../foundations/id.ts'
import { allow, isInCircle } from '../permissions/index.ts'
import { planEvents } from '../permissions/events.ts'
import { verb } from '../verb.ts'
import { agendaOf, sum, type Segment } from './agenda.ts'
import { shifted, totalOf, type DayHours } from './day-hours.ts'
import { formatOf, type Format } from './formats.ts'
import { anyway, plan, problem, type Confidence, type Place } from './input.ts'
import { preparePollsOf } from './live/index.ts'
import { mustNotOverlap } from './overlaps.ts'
import { mustTakePart } from './people.ts'
import { writeSegments } from './segments.ts'
import { spanOf } from './span.ts'

/** An event as it is to be: everything that is left out follows from its format. */
export interface EventPlan {
  /** The design's name for it, so that a later version finds it again. */
  key?: string
  /** Id of its series. */
  series?: string
  /** Key of its format, and the id of a variant of that. */
  format: string
  variant?: string | undefined
  title: string
  summary?: string | undefined
  /** Wall time: `YYYY-MM-DD` and `HH:MM` in an IANA zone. */
  date: string
  time: string
  zone: string
  minutes?: number | undefined
  place?: Place | undefined
  place_link?: string | undefined
  place_text?: string | undefined
  /** Numbers to dial into an online meeting. */
  place_dial?: string | undefined
  /** Id of the circle that may come; none for everybody. */
  circle?: string | undefined
  /** Id of the circle whose promise it counts towards; `null` for none. */
  promise?: string | null
  public?: boolean | undefined
  capacity?: number | undefined
  /** Places online, of an event in a room and online. */
  online_capacity?: number | undefined
  /** Visitors may come as guests, where it is public. */
  guests?: boolean | undefined
  /** Id of a member. */
  facilitator?: string | undefined
  confidence?: Confidence
  /** Whom of those who may come it is for, where that is not everybody. */
  audience?: string
  agenda?: readonly Segment[] | undefined
  /** Of each day, where they differ; all are moved so that the first begins at `time`. */
  hours?: readonly DayHours[] | undefined
  /** Planned by a person: a later version of the design leaves it alone. */
  byHand: boolean
}

export const planEvent = verb(
  'events.plan',
  {
    input: z.object({ ...plan, ...anyway }),
    does: 'Puts an event into the calendar, with the agenda of its format cut to its length. With `anyway` as false it is refused where it overlaps what the same circle is at.',
    who: planEvents.says,
  },
  async (ctx, input) => {
    allow(ctx, planEvents, undefined)
    const { circle: key, zone = communityOf(ctx).zone, agenda, anyway, ...typed } = input
    const circle = key === undefined ? undefined : (await circlesOf(ctx)).find((each) => each.key === key)
    if (key !== undefined && !circle) throw problem('circle', 'events.circle')
    if (!isInCircle(ctx, circle?.id ?? null)) throw new NotAllowed(planEvents.name)
    if ((await formatOf(ctx, typed.format)).retired) throw problem('format', 'events.format-retired')
    if (typed.facilitator) await mustTakePart(ctx, [typed.facilitator], 'facilitator')
    const segments = agenda?.map((segment) => ({ ...segment, day: segment.day ?? 1, purpose: segment.purpose ?? null }))
    if (
      spanOf({ ...typed, zone, minutes: 5, days: 1, place: 'online' }).starts_at.epochMilliseconds <
      ctx.now.epochMilliseconds
    ) {
      throw problem('date', 'events.past')
    }
    const { id } = await placeEvent(ctx, {
      ...typed,
      zone,
      circle: circle?.id,
      ...(segments?.length ? { agenda: segments } : {}),
      byHand: true,
    })
    if (anyway === false) await mustNotOverlap(ctx, id)
    return { id }
  },
)

/**
 * Writes a planned event with its agenda and records the fact. For whoever may plan already: asks no permission.
 * Throws Invalid for an unknown format, an agenda that is not as long as the event, and more hours a day than anybody bears.
 */
export async function placeEvent(ctx: Ctx, wanted: EventPlan): Promise<{ id: string }> {
  const format = await formatOf(ctx, wanted.format)
  const { segments, minutes, days, place, lastDayMinutes } = shapeOf(wanted, format)
  const hours = wanted.hours?.length === days ? shifted(wanted.hours, wanted.time) : null
  const span = spanOf({ ...wanted, minutes, days, place, lastDayMinutes, hours })
  const circles = await circlesOf(ctx)
  const id = newId(ctx.now)
  const community = communityOf(ctx).id
  await ctx.db
    .insertInto('event')
    .values({
      community_id: community,
      id,
      key: wanted.key ?? null,
      series_id: wanted.series ?? null,
      format_key: format.key,
      class: format.class,
      title: wanted.title,
      summary: wanted.summary || null,
      ...span,
      zone: wanted.zone,
      minutes: hours ? totalOf(hours) : minutes,
      days,
      day_hours: hours && JSON.stringify(hours),
      place,
      is_live: place !== 'writing',
      place_link: wanted.place_link ?? null,
      place_text: wanted.place_text || null,
      place_dial: wanted.place_dial || null,
      circle_id: wanted.circle ?? null,
      promise_circle_id: wanted.promise === undefined ? promisedTo(wanted, format, circles) : wanted.promise,
      confidence: wanted.confidence ?? confidenceOf(wanted, format, circles),
      is_public: wanted.public ?? false,
      ...(wanted.audience ? { audience: wanted.audience } : {}),
      capacity: wanted.capacity ?? null,
      online_capacity: place === 'hybrid' ? (wanted.online_capacity ?? null) : null,
      takes_guests: wanted.guests ?? false,
      facilitator_id: wanted.facilitator ?? null,
      by_hand: wanted.byHand,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  await writeSegments(ctx, id, segments)
  await preparePollsOf(ctx, { id, format: format.key, zone: wanted.zone })
  await record(ctx, 'event.planned', {
    subject: id,
    payload: { format: format.key, class: format.class, starts_at: span.starts_at.toString() },
  })
  return { id }
}

/** Of an event as it is to be: what stands whenever it is held. */
export type Shape = Pick<EventPlan, 'variant' | 'minutes' | 'place' | 'agenda'>

/** Agenda, length and place of an event of a format. Throws Invalid for an agenda that does not fit, and for more hours a day than anybody bears. */
export function shapeOf(wanted: Shape, format: Format) {
  const { segments, minutes, days } = agendaFor(wanted, format)
  const place: Place = wanted.place ?? (format.class === 'discussion' ? 'writing' : 'online')
  mustBeBearable(place, minutes, days)
  const lastDayMinutes = segments.length > 0 ? sum(segments.filter(({ day }) => day === days)) : undefined
  return { segments, minutes, days, place, lastDayMinutes }
}

/** An agenda that was given is as long as the event; else the format's is cut to its length. */
function agendaFor(wanted: Shape, format: Format): { segments: readonly Segment[]; minutes: number; days: number } {
  if (wanted.agenda && wanted.agenda.length > 0) {
    const total = sum(wanted.agenda)
    const minutes = wanted.minutes ?? total
    if (total !== minutes) throw problem('agenda', 'events.agenda-sum', { sum: total, minutes })
    return {
      segments: wanted.agenda.toSorted((a, b) => a.day - b.day),
      minutes,
      days: Math.max(...wanted.agenda.map(({ day }) => day)),
    }
  }
  const variant = format.data.variants?.find(({ id }) => id === wanted.variant)
  const minutes = wanted.minutes ?? variant?.duration_minutes ?? format.minutes
  return { ...agendaOf(format.data, wanted.variant, minutes), minutes }
}

/** The longest day that is asked of anybody, in minutes: a retreat's, with its meals. */
const longestDay = 16 * 60

/** The shortest meeting that is worth an invitation, in minutes. */
const shortest = 5

/** Throws Invalid at the field: `events.too-long` for more than a long day, `events.too-short` for less than five minutes. */
export function mustBeBearable(place: string, minutes: number, days: number, field = 'minutes'): void {
  if (minutes < shortest) throw problem(field, 'events.too-short', { minutes: shortest })
  if (place !== 'writing' && minutes > days * longestDay) throw problem(field, 'events.too-long', { hours: days * 16 })
}

/**
 * Whose promise a CoP meeting counts towards: that of its own circle, or, where a format seats the hub before everybody
 * (domain/04: CoP meeting with hub panel), that of the circle by invitation.
 */
function promisedTo(wanted: EventPlan, format: Format, circles: readonly Circle[]): string | null {
  if (format.class !== 'cop-meeting') return null
  const promising = circles.filter((circle) => circle.commitment_times !== null)
  const own = promising.find(({ id }) => id === wanted.circle)
  const seatsHub = format.data.roles?.some(({ role }) => role === 'hub-member')
  return (own ?? (seatsHub ? promising.find(({ policy }) => policy === 'invitation') : undefined))?.id ?? null
}

/** What may leave the room unless somebody says otherwise (domain/04, 4.4). */
function confidenceOf(wanted: EventPlan, format: Format, circles: readonly Circle[]): Confidence {
  if (format.key === 'case-clinic') return 'nothing-leaves'
  if (format.class === 'peer-support') return 'learned-leaves'
  return circles.find(({ id }) => id === wanted.circle)?.policy === 'invitation' ? 'learned-leaves' : 'open'
}
