/** The timetable of an event, day by day, with what runs side by side and where the reader goes. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { allow, can } from '../../permissions/index.ts'
import { comeToEvent, holdEvent, seeMeetingLink, seeWhoComes } from '../../permissions/events.ts'
import { query } from '../../verb.ts'
import { eventFor, mustBePlanned, type EventRow } from '../access.ts'
import { countedNow } from '../coming.ts'
import { timetable } from '../agenda.ts'
import { nameOf } from '../names.ts'
import { segmentsOf } from '../segments.ts'
import { sessionClashes } from './clashes.ts'
import { sessionsOf } from './load.ts'

const input = z.object({ id: z.string('required').max(60) })

export const programme = query(
  'events.programme',
  {
    input,
    does: 'The timetable of an event: its days, what runs side by side, in which room, with how many places, and what you chose.',
    who: 'Everybody who sees the event; names for members, the way in for those who come.',
  },
  async (ctx, { id }) => {
    const event = await eventFor(ctx, id, countedNow)
    const [parts, sessions, answer] = await Promise.all([
      segmentsOf(ctx, event.id),
      sessionsOf(ctx, event.id),
      myAnswer(ctx, event),
    ])
    const names = can(ctx, seeWhoComes, undefined)
    const wayIn = can(ctx, seeMeetingLink, { ...event, answer })
    const open = event.state === 'planned' && event.ends_at.epochMilliseconds > ctx.now.epochMilliseconds
    return {
      ...brief(event),
      answer,
      slots: timetable(event, parts).map((part) => ({
        id: part.id,
        day: part.day,
        at: part.at,
        until: Temporal.Instant.from(part.at).add({ minutes: part.minutes }).toString(),
        minutes: part.minutes,
        title: part.title,
        purpose: part.purpose,
        mode: part.mode,
        mode_name: nameOf('modes', part.mode, ctx.locale),
        sessions: sessions
          .filter(({ segment_id }) => segment_id === part.id)
          .map(({ segment_id: _, leader_id, leader, link, ...session }) => ({
            ...session,
            leader: names && leader_id && leader ? { id: leader_id, name: leader } : null,
            link: wayIn ? link : null,
            full: session.capacity !== null && session.taken >= session.capacity,
          })),
      })),
      may: {
        choose: open && answer === 'yes' && can(ctx, comeToEvent, event),
        hold: can(ctx, holdEvent, event) && event.state === 'planned',
      },
    }
  },
)

export const sessionsToEdit = query(
  'events.sessions-to-edit',
  {
    input,
    does: 'The sessions of an event with everything that can be changed about them, and what clashes.',
    who: holdEvent.says,
  },
  async (ctx, { id }) => {
    const event = await eventFor(ctx, id, countedNow)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    const [parts, sessions, people] = await Promise.all([
      segmentsOf(ctx, event.id),
      sessionsOf(ctx, event.id),
      whoComes(ctx, event),
    ])
    return {
      ...brief(event),
      parts: timetable(event, parts)
        .filter(({ mode }) => mode !== 'break')
        .map((part) => ({
          id: part.id,
          day: part.day,
          at: part.at,
          minutes: part.minutes,
          title: part.title,
          sessions: sessions.filter(({ segment_id }) => segment_id === part.id),
        })),
      clashes: sessionClashes(parts, sessions, event.coming),
      people,
    }
  },
)

function brief({ id, title, zone, days, starts_at, ends_at, place, coming }: EventRow) {
  return { id, title, zone, days, place, coming, starts_at: starts_at.toString(), ends_at: ends_at.toString() }
}

async function myAnswer(ctx: Ctx, event: EventRow): Promise<string | null> {
  if (!ctx.member) return null
  const row = await ctx.db
    .selectFrom('rsvp')
    .select('answer')
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event.id)
    .where('member_id', '=', ctx.member.id)
    .executeTakeFirst()
  return row?.answer ?? null
}

/** Those who come, and those who lead a session already. */
async function whoComes(ctx: Ctx, event: EventRow): Promise<{ value: string; label: string }[]> {
  const rows = await ctx.db
    .selectFrom('member as m')
    .select(['m.id', 'm.name'])
    .where('m.community_id', '=', communityOf(ctx).id)
    .where((eb) =>
      eb.or([
        eb(
          'm.id',
          'in',
          ctx.db
            .selectFrom('rsvp')
            .select('member_id')
            .where('community_id', '=', event.community_id)
            .where('event_id', '=', event.id)
            .where('answer', '<>', 'no'),
        ),
        eb(
          'm.id',
          'in',
          ctx.db
            .selectFrom('parallel_session')
            .select('leader_id')
            .where('community_id', '=', event.community_id)
            .where('event_id', '=', event.id)
            .$castTo<{ leader_id: string }>(),
        ),
        eb('m.id', '=', ctx.member?.id ?? event.facilitator_id ?? event.id),
      ]),
    )
    .orderBy('m.name')
    .limit(500)
    .execute()
  return rows.map(({ id, name }) => ({ value: id, label: name }))
}
