/**
 * The live channel: a verb that changes what a room shows says which part of it changed, and every process that has
 * somebody in the room reads that part once and sends it to them.
 */
import type { Ctx } from '../../ctx.ts'
import { communityOf } from '../../ctx.ts'
import { notify } from '../../foundations/db/listen.ts'

/** The channel of LISTEN and NOTIFY. A message says where and what, never what it is now. */
export const liveChannel = 'live'

export interface Announcement {
  community: string
  event: string
  /** Name of the panel that shows something else now. */
  panel: string
}

/** Says, when the transaction at hand commits, that panels of the room have changed. */
export async function announce(ctx: Ctx, event: string, ...panels: string[]): Promise<void> {
  const { id } = communityOf(ctx)
  await notify(ctx.db, liveChannel, ...panels.map((panel) => [id, event, panel].join(' ')))
}

/** What was announced. */
export function readAnnouncement(message: string): Announcement {
  const [community = '', event = '', panel = ''] = message.split(' ')
  return { community, event, panel }
}
