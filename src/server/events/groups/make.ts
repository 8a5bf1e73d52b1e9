/** Making groups of those who are in the room, and keeping them when somebody comes late or leaves. */
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, optional, whole } from '../../foundations/input.ts'
import { runRoom } from '../../permissions/live.ts'
import { verb } from '../../verb.ts'
import { announce, inRoom, mustBeOpen, roomInput, roomToRun, type LiveRoom } from '../live/index.ts'
import { mix, placeLate } from './mix.ts'
import { hereIn, joinedIn, togetherBefore } from './people.ts'

export const makeGroups = verb(
  'live.make-groups',
  {
    input: z.object({ id: roomInput.id, size: whole(2, 50), seed: optional(whole(1, 2_000_000_000)) }),
    does: 'Makes groups of those who are in the room now that mix organisations, circles and newcomers, with people who were not together last time. The same people, size and `seed` give the same groups.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = mustBeOpen(await roomToRun(ctx, input.id))
    const people = await hereIn(ctx, live)
    if (people.length < 4) throw new Conflict('meet.too-few', { people: people.length })
    const round = (await lastRound(ctx, live)) + 1
    if (round > 50) throw new Conflict('meet.too-many-rounds')
    const seed = input.seed ?? round
    const places = mix(people, input.size, seed, await togetherBefore(ctx, live, round))
    const of = { ...inRoom(ctx, live), round }
    await ctx.db
      .insertInto('grouping')
      .values({ ...of, size: input.size, seed, at: ctx.now })
      .execute()
    await ctx.db
      .insertInto('group_place')
      .values([...places].map(([participant_id, number]) => ({ ...of, participant_id, number })))
      .execute()
    const groups = Math.max(...places.values())
    await record(ctx, 'live.grouped', { subject: live.event.id, payload: { round, groups, people: people.length } })
    await announce(ctx, live.event.id, 'groups')
    return { round, groups }
  },
)

export const placeLatecomers = verb(
  'live.place-latecomers',
  {
    input: z.object({ id: roomInput.id }),
    does: 'Gives those who came since the groups were made a place in the smallest ones; nobody else moves.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = mustBeOpen(await roomToRun(ctx, input.id))
    const round = await lastRound(ctx, live)
    if (round === 0) throw new Conflict('meet.no-groups')
    const of = { ...inRoom(ctx, live), round }
    const people = await joinedIn(ctx, live)
    const places = await placesIn(ctx, of)
    const numberOf = new Map(places.map(({ participant_id, number }) => [participant_id, number]))
    const numbers = [...new Set(numberOf.values())].toSorted((a, b) => a - b)
    const there = new Set(places.flatMap(({ participant_id, left_at }) => (left_at ? [] : participant_id)))
    const groups = new Map(
      numbers.map((number) => [number, people.filter(({ id }) => numberOf.get(id) === number && there.has(id))]),
    )
    const together = await togetherBefore(ctx, live, round)
    const late = people.filter(({ id, away }) => !numberOf.has(id) && !away)
    for (const person of late) {
      const number = placeLate(person, groups, together)
      groups.get(number)!.push(person)
      await ctx.db
        .insertInto('group_place')
        .values({ ...of, participant_id: person.id, number })
        .execute()
    }
    if (late.length > 0) await announce(ctx, live.event.id, 'groups')
    return { placed: late.length }
  },
)

export const leaveGroup = verb(
  'live.leave-group',
  {
    input: z.object({ id: roomInput.id, participant: id }),
    does: 'Takes somebody who left the meeting out of their group of the last round.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomToRun(ctx, input.id)
    const round = await lastRound(ctx, live)
    const { numUpdatedRows } = await ctx.db
      .updateTable('group_place')
      .set({ left_at: ctx.now })
      .where((eb) => eb.and({ ...inRoom(ctx, live), round, participant_id: input.participant }))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new NotFound('meet.participant')
    await announce(ctx, live.event.id, 'groups')
    return { round }
  },
)

export const dissolveGroups = verb(
  'live.dissolve-groups',
  {
    input: z.object({ id: roomInput.id }),
    does: 'Brings everybody back into one room: the groups are shown no more, and remembered for next time.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await roomToRun(ctx, input.id)
    await ctx.db
      .updateTable('grouping')
      .set({ dissolved_at: ctx.now })
      .where((eb) => eb.and(inRoom(ctx, live)))
      .where('dissolved_at', 'is', null)
      .execute()
    await announce(ctx, live.event.id, 'groups')
    return { dissolved: true }
  },
)

interface Round {
  community_id: string
  event_id: string
  round: number
}

/** The round that was made last; 0 for none. */
async function lastRound(ctx: Ctx, live: LiveRoom): Promise<number> {
  const row = await ctx.db
    .selectFrom('grouping')
    .select((eb) => eb.fn.max('round').as('round'))
    .where((eb) => eb.and(inRoom(ctx, live)))
    .executeTakeFirst()
  return row?.round ?? 0
}

function placesIn(ctx: Ctx, of: Round) {
  return ctx.db
    .selectFrom('group_place')
    .select(['participant_id', 'number', 'left_at'])
    .where('community_id', '=', of.community_id)
    .where('event_id', '=', of.event_id)
    .where('round', '=', of.round)
    .execute()
}
