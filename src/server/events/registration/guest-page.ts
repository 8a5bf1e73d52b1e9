/** What a guest sees on their own page. */
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { calendarFile } from '../../foundations/calendar/index.ts'
import { query } from '../../verb.ts'
import { calendarEntry } from '../calendar-file.ts'
import { doorsAreOpen } from '../doors-open.ts'
import { segmentsOf } from '../segments.ts'
import { keptDays } from './forget.ts'
import { byTheirLink, guestBehind, mayEnter, token, type GuestRow } from './guest.ts'
import { placesLeft } from './places.ts'
import { questionsIn } from './questions.ts'
import { placeInQueue } from './queue.ts'

export const guestPage = query(
  'events.guest',
  {
    input: z.object({ token }),
    does: 'An event as a guest sees it who has the link of their own page: their answer, and the way in when they come.',
    who: byTheirLink,
  },
  async (ctx, input) => {
    const { guest, event } = await guestBehind(ctx, input.token)
    const wayIn = mayEnter(guest)
    const open = event.state === 'planned' && event.starts_at.epochMilliseconds > ctx.now.epochMilliseconds
    return {
      id: guest.id,
      name: guest.name,
      email: guest.email,
      organisation: guest.organisation,
      answer: guest.answer!,
      mode: guest.mode,
      replies: guest.replies,
      /** Days after the event until all of it is erased by itself. */
      kept_days: await keptDays(ctx),
      offer_until: guest.offer_until?.toString() ?? null,
      queue: guest.answer === 'waiting' ? await placeInQueue(ctx, event, guest) : null,
      event: {
        id: event.id,
        title: event.title,
        summary: event.summary,
        starts_at: event.starts_at.toString(),
        ends_at: event.ends_at.toString(),
        zone: event.zone,
        place: event.place as 'online' | 'room' | 'hybrid' | 'phone' | 'writing',
        place_text: event.place === 'phone' && !wayIn ? null : event.place_text,
        place_link: wayIn ? event.place_link : null,
        state: event.state as 'planned' | 'held' | 'cancelled',
        cancel_reason: event.cancel_reason,
        questions: questionsIn(event.questions, ctx.locale),
        capacity: event.capacity,
        online_capacity: event.online_capacity,
        left: placesLeft(event, event.place === 'hybrid' ? 'room' : null),
        left_online: event.place === 'hybrid' ? placesLeft(event, 'online') : null,
      },
      may: {
        answer: open,
        checkIn: wayIn && doorsAreOpen(ctx, event) && !(await isMarked(ctx, guest)),
        enterRoom: wayIn && event.state === 'planned' && (await isRoomOpen(ctx, guest)),
      },
    }
  },
)

export const guestFile = query(
  'events.guest-file',
  {
    input: z.object({ token }),
    does: 'The event as a calendar file (RFC 5545), for a guest.',
    who: byTheirLink,
  },
  async (ctx, input) => {
    const { guest, event } = await guestBehind(ctx, input.token)
    const w = words(ctx.locale)
    const segments = await segmentsOf(ctx, event.id)
    const entry = calendarEntry(ctx, event, { answer: guest.answer, wayIn: mayEnter(guest), segments, w })
    return {
      name: `${event.wall_start.slice(0, 10)}-${communityOf(ctx).slug}.ics`,
      text: calendarFile({ language: w.locale, events: [entry] }),
    }
  },
)

/** Whether the live room of their event is open, and its meeting not over. */
async function isRoomOpen(ctx: Ctx, guest: GuestRow): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('live_room')
    .select('event_id')
    .where('community_id', '=', guest.community_id)
    .where('event_id', '=', guest.event_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether they are counted as having been there. */
async function isMarked(ctx: Ctx, guest: GuestRow): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('guest_attendance')
    .select('guest_id')
    .where('community_id', '=', guest.community_id)
    .where('event_id', '=', guest.event_id)
    .where('guest_id', '=', guest.id)
    .executeTakeFirst()
  return row !== undefined
}
