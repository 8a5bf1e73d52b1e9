/** Asking a prepared poll, and closing it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, transaction, type Ctx } from '../../../ctx.ts'
import { Conflict } from '../../../errors.ts'
import { record } from '../../../facts.ts'
import { id, optional, whole } from '../../../foundations/input.ts'
import { addJob } from '../../../foundations/jobs.ts'
import { allow } from '../../../permissions/index.ts'
import { runRoom } from '../../../permissions/live.ts'
import { verb } from '../../../verb.ts'
import { announce } from '../announce.ts'
import { roomFor, roomInput, type LiveRoom } from '../room.ts'
import { isOver, pollFor, votesOf, type PollRow } from './poll.ts'
import { forgetVoters, newPollSecret } from './voter.ts'

export const openPoll = verb(
  'live.open-poll',
  {
    input: z.object({ id: roomInput.id, poll: id, days: optional(whole(1, 60)) }),
    does: 'Asks a prepared poll in the live room; with `days` also those who could not come, by mail, until then.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await toRun(ctx, input.id)
    const poll = await pollFor(ctx, live.event.id, input.poll, 'change')
    if (poll.state === 'closed') throw new Conflict('live.poll-closed')
    if (poll.state === 'open') return { open: true }
    // In the room while it is open, or afterwards for some days.
    if (!input.days && (!live.room || live.room.ended_at)) throw new Conflict(live.room ? 'live.over' : 'live.not-open')
    const closes_at = input.days ? ctx.now.add({ hours: 24 * input.days }) : null
    await ctx.db
      .updateTable('poll')
      .set({ state: 'open', opened_at: ctx.now, closes_at, secret: poll.is_anonymous ? newPollSecret() : null })
      .where((eb) => eb.and({ community_id: communityOf(ctx).id, id: poll.id }))
      .execute()
    if (closes_at)
      await addJob(
        ctx,
        'close-poll',
        { community: communityOf(ctx).id, poll: poll.id },
        { at: closes_at, key: `close-poll:${poll.id}` },
      )
    await record(ctx, 'poll.opened', {
      subject: live.event.id,
      payload: { poll: poll.id, kind: poll.kind, days: input.days ?? null },
    })
    await announce(ctx, live.event.id, 'polls')
    return { open: true }
  },
)

export const closePoll = verb(
  'live.close-poll',
  {
    input: z.object({ id: roomInput.id, poll: id }),
    does: 'Closes a poll: no vote is taken any more, results are shown as was promised, and what could tell who said what in an anonymous one is gone.',
    who: runRoom.says,
  },
  async (ctx, input) => {
    const live = await toRun(ctx, input.id)
    const poll = await pollFor(ctx, live.event.id, input.poll, 'change')
    if (poll.state === 'draft') throw new Conflict('live.poll-draft')
    if (poll.state === 'open') await close(ctx, poll)
    return { closed: true }
  },
)

/** Closes those polls of an event that were for the room alone: when its meeting ends. */
export async function closePollsOf(ctx: Ctx, event: string): Promise<void> {
  const open = await ctx.db
    .selectFrom('poll')
    .select('id')
    .where((eb) => eb.and({ community_id: communityOf(ctx).id, event_id: event, state: 'open' }))
    .where('closes_at', 'is', null)
    .execute()
  for (const { id: poll } of open) await close(ctx, await pollFor(ctx, event, poll, 'change'))
}

/** Closes a poll whose days are over; asked by a job. Harmless when it is closed, or open for longer by now. */
export async function closePollInTime(ctx: Ctx, poll: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('poll')
    .select('event_id')
    .where((eb) => eb.and({ community_id: communityOf(ctx).id, id: poll }))
    .executeTakeFirst()
  if (!row) return
  await transaction(ctx, async (ctx) => {
    const locked = await pollFor(ctx, row.event_id, poll, 'change')
    if (locked.state === 'open' && isOver(ctx, locked)) await close(ctx, locked)
  })
}

/** Polls that nobody closed, of events that ended half a day ago: their keys must not lie about. */
export async function closeForgottenPolls(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ community_id: string; event_id: string }>`
    select distinct p.community_id, p.event_id from poll p
      join event e on e.community_id = p.community_id and e.id = p.event_id
     where p.state = 'open' and p.closes_at is null and e.ends_at < ${ctx.now.subtract({ hours: 12 })}`.execute(ctx.db)
  for (const { community_id, event_id } of rows) {
    const community = { id: community_id } as NonNullable<Ctx['community']>
    await ctx.db.transaction().execute((db) => closePollsOf({ ...ctx, db, community }, event_id))
  }
}

async function close(ctx: Ctx, poll: PollRow): Promise<void> {
  await ctx.db
    .updateTable('poll')
    .set({ state: 'closed', closed_at: ctx.now, secret: null })
    .where((eb) => eb.and({ community_id: communityOf(ctx).id, id: poll.id }))
    .execute()
  if (poll.is_anonymous) await forgetVoters(ctx, poll.id)
  await record(ctx, 'poll.closed', {
    member: null,
    subject: poll.event_id,
    payload: { poll: poll.id, kind: poll.kind, anonymous: poll.is_anonymous, votes: await votesOf(ctx, poll.id) },
  })
  await announce(ctx, poll.event_id, 'polls')
}

async function toRun(ctx: Ctx, event: string): Promise<LiveRoom> {
  const live = await roomFor(ctx, { id: event })
  allow(ctx, runRoom, live.event)
  return live
}
