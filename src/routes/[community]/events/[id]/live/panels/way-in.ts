/** How people come into the room: its address for hands that type, and as a picture for cameras. */
import { renderSVG } from 'uqr'
import { sayCode, type LiveRoom } from '#server/events/index.ts'
import type { Ctx } from '#server/ctx.ts'

export interface WayIn {
  state: 'closed' | 'open' | 'over'
  started: boolean
  door: 'members' | 'anyone' | null
  /** As it is read aloud, and the address that holds it. */
  code: string | null
  link: string | null
  /** Where a code is typed, without its scheme. */
  site: string
  /** SVG of the link. */
  qr: string | null
}

export async function readWayIn(ctx: Ctx, { room }: LiveRoom): Promise<WayIn> {
  const link = room?.code ? `${ctx.site.url}/live/${room.code}` : null
  return {
    state: !room ? 'closed' : room.ended_at ? 'over' : 'open',
    started: room?.started_at != null,
    door: room?.door ?? null,
    code: room?.code ? sayCode(room.code) : null,
    link,
    site: `${ctx.site.url.replace(/^https?:\/\//, '')}/live`,
    qr: link && renderSVG(link, { ecc: 'M', border: 2 }),
  }
}
