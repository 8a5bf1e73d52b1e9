/** The groups of the last round, as the room shows them. */
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { beInRoom } from '../../permissions/live.ts'
import { query } from '../../verb.ts'
import { inRoom, roomFor, roomInput, type LiveRoom } from '../live/index.ts'
import { joinedIn } from './people.ts'

export interface Groups {
  state: 'closed' | 'open' | 'over'
  /** 0 before any were made, and when everybody is back. */
  round: number
  groups: { number: number; people: { id: string; name: string | null; away: boolean }[] }[]
  /** In the room, and in no group of this round. */
  without: number
  /** In the room now, and how many have been there and are away. */
  people: number
  away: number
}

export const groups = query(
  'live.groups',
  {
    input: z.object(roomInput),
    does: 'The groups of the last round in a live room, with the names of those who are in them.',
    who: beInRoom.says,
  },
  async (ctx, input) => {
    const live = await roomFor(ctx, input)
    return { title: live.event.title, ...(await readGroups(ctx, live)) }
  },
)

export async function readGroups(ctx: Ctx, live: LiveRoom): Promise<Groups> {
  const round = await shownRound(ctx, live)
  const people = await joinedIn(ctx, live)
  const places = await ctx.db
    .selectFrom('group_place')
    .select(['participant_id', 'number', 'left_at'])
    .where((eb) => eb.and({ ...inRoom(ctx, live), round }))
    .orderBy('number')
    .orderBy('participant_id')
    .execute()
  const there = places.filter(({ left_at }) => left_at === null)
  const known = new Map(people.map((person) => [person.id, person]))
  const placed = new Set(places.map(({ participant_id }) => participant_id))
  const here = people.filter(({ away }) => !away)
  return {
    state: !live.room ? 'closed' : live.room.ended_at ? 'over' : 'open',
    round,
    groups: [...Map.groupBy(there, ({ number }) => number)].map(([number, members]) => ({
      number,
      people: members.map(({ participant_id: id }) => {
        const { name = null, away = false } = known.get(id) ?? {}
        return { id, name, away }
      }),
    })),
    without: round === 0 ? 0 : here.filter(({ id }) => !placed.has(id)).length,
    people: here.length,
    away: people.length - here.length,
  }
}

async function shownRound(ctx: Ctx, live: LiveRoom): Promise<number> {
  const row = await ctx.db
    .selectFrom('grouping')
    .select(['round', 'dissolved_at'])
    .where((eb) => eb.and(inRoom(ctx, live)))
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && !row.dissolved_at ? row.round : 0
}

/** As whom a reader finds themselves in the groups, whatever round it is. */
export async function myGroupMarks(_ctx: Ctx, live: LiveRoom): Promise<string[]> {
  return live.me ? [`me:${live.me.id}`] : []
}
