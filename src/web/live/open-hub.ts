/** The hub of this process, and its ear at the database. */
import { openListener } from '#server/foundations/db/index.ts'
import { liveChannel, readAnnouncement } from '#server/events/index.ts'
import type { House } from '#server/house.ts'
import { Hub } from './hub.ts'
import type { Panel, Shows } from './panel.ts'

let opening: Promise<Hub> | undefined
let opened: { house: House; databaseUrl: string } | undefined

/** Told once when the house is opened; the hub itself opens with the first who connects. */
export function houseOfHub(house: House, databaseUrl: string): void {
  opened = { house, databaseUrl }
}

export function theHub(panels: readonly Panel[], shows: Shows): Promise<Hub> {
  return (opening ??= openHub(panels, shows))
}

/** Ends every line. Browsers come back to whoever answers next. */
export async function closeHub(): Promise<void> {
  await (await opening?.catch(() => undefined))?.close()
}

async function openHub(panels: readonly Panel[], shows: Shows): Promise<Hub & { close(): Promise<void> }> {
  const { house, databaseUrl } = opened!
  const hub = new Hub({ panels, shows, ctx: () => house.ctx(Temporal.Now.instant()) })
  try {
    const listener = await openListener(databaseUrl, () => hub.missed())
    await listener.on(liveChannel, (message) => hub.heard(readAnnouncement(message)))
    const close = hub.close.bind(hub)
    return Object.assign(hub, {
      async close() {
        close()
        await listener.close()
      },
    })
  } catch (error) {
    opening = undefined
    throw error
  }
}
