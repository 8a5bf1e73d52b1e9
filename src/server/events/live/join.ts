/** Coming into a live room: by one's session, or by the code. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, transaction, type Community, type Ctx } from '../../ctx.ts'
import { Invalid, NotAllowed } from '../../errors.ts'
import { record } from '../../facts.ts'
import { newId, newSecret, hashOf } from '../../foundations/id.ts'
import { line, optional } from '../../foundations/input.ts'
import { countTry, forgiveTry, networkOf, type Trier } from '../../people/index.ts'
import type { Who } from '../../permissions/index.ts'
import { beInRoom } from '../../permissions/live.ts'
import { readInput, verb } from '../../verb.ts'
import { announce } from './announce.ts'
import { codeOutlives, readCode } from './code.ts'
import { openRoomFor, participantOf, roomInput } from './room.ts'

export const joinRoom = verb(
  'live.join',
  {
    input: z.object(roomInput),
    does: 'Joins the live room of an event that you may come to.',
    who: beInRoom.says,
  },
  async (ctx, input) => {
    const { id } = await participantOf(ctx, await openRoomFor(ctx, input))
    return { participant: id }
  },
)

/** Where a code leads: the community, and what of the event decides who may come in. */
export interface FoundRoom {
  community: Community
  event: { id: string; title: string; circle_id: string | null; is_public: boolean; facilitator_id: string | null }
  door: 'members' | 'anyone'
}

/**
 * The open room of a code that somebody typed, followed or scanned. Wrong ones are counted for the network they come
 * from. Throws Invalid `live.code` at the field, TooMany `people.too-many`.
 */
export async function findRoom(ctx: Ctx, asked: { code: string; address: string | null }): Promise<FoundRoom> {
  const network = networkOf(asked.address)
  // Behind a server that does not say who comes, everybody is counted together, and much more is allowed.
  const triers: Trier[] = [network ? ['live-code-from-network', network] : ['live-code-from-anywhere', 'anywhere']]
  await countTry(ctx, triers)
  const code = readCode(asked.code)
  const found = code && (await roomOfCode(ctx, code))
  if (!found) throw new Invalid('input', {}, [{ path: ['code'], code: 'live.code' }])
  await forgiveTry(ctx, triers)
  return found
}

/** Whether somebody comes in by who they are, without the code. */
export function mayComeIn(who: Who, { event }: FoundRoom): boolean {
  return beInRoom.may(who, { ...event, joined: false })
}

const guest = z.object({ name: optional(line(80)) })

/**
 * Joins by a code that was found, under a name or none: gives the secret that this browser keeps. With the secret of
 * somebody who is there already it only changes their name. Throws NotAllowed `live.members-only` where the door is for
 * members.
 */
export async function joinByCode(
  ctx: Ctx,
  found: FoundRoom,
  raw: unknown,
  known?: string,
): Promise<{ token: string; isNew: boolean }> {
  if (found.door !== 'anyone') throw new NotAllowed('live.members-only')
  const { name = null } = readInput(guest, raw)
  return transaction({ ...ctx, community: found.community, member: null }, async (ctx) => {
    const at = { community_id: communityOf(ctx).id, event_id: found.event.id }
    if (known && (await rename(ctx, at, known, name))) return { token: known, isNew: false }
    const token = newSecret()
    await ctx.db
      .insertInto('live_participant')
      .values({ ...at, id: newId(ctx.now), name, token_hash: hashOf(token), joined_at: ctx.now })
      .execute()
    // Of somebody without an account only that they came: no actor, no name.
    await record({ ...ctx, actor: null }, 'live.joined', {
      member: null,
      subject: found.event.id,
      payload: { by: 'code' },
    })
    await announce(ctx, found.event.id, 'people')
    return { token, isNew: true }
  })
}

async function rename(ctx: Ctx, at: { community_id: string; event_id: string }, token: string, name: string | null) {
  const { numUpdatedRows } = await ctx.db
    .updateTable('live_participant')
    .set({ name })
    .where('community_id', '=', at.community_id)
    .where('event_id', '=', at.event_id)
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A code opens its door until the meeting was ended, or for three hours after the event was to end. */
async function roomOfCode(ctx: Ctx, code: string): Promise<FoundRoom | null> {
  const { rows } = await sql<FoundRoom>`
    select json_build_object('id', c.id, 'slug', c.slug, 'name', c.name, 'host', c.host, 'purpose', c.purpose,
             'mission', c.mission, 'zone', c.zone, 'locale', c.locale, 'startsOn', c.starts_on, 'mailOn', c.mail_on) as community,
           json_build_object('id', e.id, 'title', e.title, 'circle_id', e.circle_id, 'is_public', e.is_public,
             'facilitator_id', e.facilitator_id) as event,
           r.door
      from live_room r
      join event e on e.community_id = r.community_id and e.id = r.event_id
      join community c on c.id = r.community_id
     where r.code = ${code} and r.ended_at is null and e.state = 'planned'
       and e.ends_at > ${ctx.now.subtract(codeOutlives)}`.execute(ctx.db)
  return rows[0] ?? null
}
