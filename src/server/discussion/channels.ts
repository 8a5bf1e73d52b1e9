/** Channels as stewards tend them, and as whoever begins a topic chooses among them. */
import { sql } from 'kysely'
import { z } from 'zod'
import { circlesOf } from '../communities/index.ts'
import { communityOf, type Ctx } from '../ctx.ts'
import { Conflict, Invalid } from '../errors.ts'
import { record } from '../facts.ts'
import { flag, id, line, oneOf, optional, slug } from '../foundations/input.ts'
import { newId } from '../foundations/id.ts'
import { allow, can } from '../permissions/index.ts'
import { startInChannel, tendChannels } from '../permissions/discussion.ts'
import { query, verb } from '../verb.ts'
import { channelFor, channelsFor } from './access.ts'

const most = 30
const said = {
  name: line(80),
  purpose: line(300),
  /** Key of the circle that reads it; none: every member. */
  circle: optional(slug),
  writers: oneOf(['members', 'stewards']).default('members'),
}

export const channelsToStart = query(
  'discussion.channels-to-start',
  { input: z.object({}), does: 'The channels in which you can begin a topic.', who: startInChannel.says },
  async (ctx) => {
    const open = (await channelsFor(ctx)).filter((channel) => channel.is_open && can(ctx, startInChannel, channel))
    allow(ctx, startInChannel, open[0] ?? { circle_id: null, writers: 'members' })
    return { channels: open.map(({ id, name, purpose, circle }) => ({ id, name, purpose, circle })) }
  },
)

export const channelsToTend = query(
  'discussion.channels-to-tend',
  {
    input: z.object({}),
    does: 'All channels, those that are not open too, each with who reads it and how many topics it holds.',
    who: tendChannels.says,
  },
  async (ctx) => {
    allow(ctx, tendChannels, undefined)
    const { rows } = await sql<{
      id: string
      name: string
      purpose: string
      tool: string | null
      circle: string | null
      writers: 'members' | 'stewards'
      is_open: boolean
      topics: number
    }>`
      select k.id, k.name, k.purpose, k.tool, c.key as circle, k.writers, k.is_open,
             (select count(*)::int from topic t where t.community_id = k.community_id and t.channel_id = k.id) as topics
        from channel k left join circle c on c.community_id = k.community_id and c.id = k.circle_id
       where k.community_id = ${communityOf(ctx).id} order by k.position, k.id`.execute(ctx.db)
    return { channels: rows, circles: (await circlesOf(ctx)).map(({ key, name }) => ({ key, name })) }
  },
)

export const addChannel = verb(
  'discussion.add-channel',
  { input: z.object(said), does: 'Adds a channel to the discussion, open at once.', who: tendChannels.says },
  async (ctx, input) => {
    allow(ctx, tendChannels, undefined)
    const community_id = communityOf(ctx).id
    const { rows } = await sql<{ n: number; last: number }>`
      select count(*)::int as n, coalesce(max(position), 0) as last from channel where community_id = ${community_id}`.execute(
      ctx.db,
    )
    if (rows[0]!.n >= most) throw new Conflict('discussion.too-many-channels', { most })
    const channel = newId(ctx.now)
    await ctx.db
      .insertInto('channel')
      .values({
        community_id,
        id: channel,
        // The design has names of its own.
        key: `own-${channel}`,
        name: input.name,
        purpose: input.purpose,
        circle_id: await circleOf(ctx, input.circle),
        writers: input.writers,
        position: rows[0]!.last + 1,
        by_hand: true,
      })
      .execute()
    await record(ctx, 'channel.changed', { subject: channel, payload: { did: 'added' } })
    return { channel }
  },
)

export const changeChannel = verb(
  'discussion.change-channel',
  {
    input: z.object({ channel: id, ...said, open: flag }),
    does: 'Changes a channel, or closes it (`open` false): its topics are read on. Who reads it is settled once it holds a topic.',
    who: tendChannels.says,
  },
  async (ctx, input) => {
    allow(ctx, tendChannels, undefined)
    const channel = await channelFor(ctx, input.channel)
    const circle_id = await circleOf(ctx, input.circle)
    const { name, purpose, writers, open } = input
    // What was said among few is never opened to many by a change of the channel.
    const changed = await sql`
      update channel k set name = ${name}, purpose = ${purpose}, writers = ${writers}, is_open = ${open}, circle_id = ${circle_id}::uuid, by_hand = true
       where k.community_id = ${communityOf(ctx).id} and k.id = ${channel.id}
         and (k.circle_id is not distinct from ${circle_id}::uuid
              or not exists (select from topic t where t.community_id = k.community_id and t.channel_id = k.id))`.execute(
      ctx.db,
    )
    if (changed.numAffectedRows === 0n) throw new Conflict('discussion.has-topics')
    await record(ctx, 'channel.changed', { subject: channel.id, payload: { did: open ? 'changed' : 'closed' } })
    return { open }
  },
)

async function circleOf(ctx: Ctx, key: string | undefined): Promise<string | null> {
  if (!key) return null
  const circle = (await circlesOf(ctx)).find((each) => each.key === key)
  if (!circle) throw new Invalid('input', {}, [{ path: ['circle'], code: 'field.choice' }])
  return circle.id
}
