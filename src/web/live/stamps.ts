/** What a browser shows of a room: which view, and which state of each of its panels. */

/** Of a participant, of the facilitator, of the projector. */
export const views = ['hand', 'desk', 'wall'] as const
export type View = (typeof views)[number]

/** What a browser has: the stamp of each panel. It is the id of an event, so that a link that broke tells it by itself. */
export type Stamps = Record<string, string>

export function writeStamps(stamps: Stamps): string {
  return Object.entries(stamps)
    .map(([name, stamp]) => `${name}=${stamp}`)
    .join('.')
}

export function readStamps(text: string | null): Stamps {
  return Object.fromEntries(
    (text ?? '')
      .slice(0, 2000)
      .split('.')
      .map((part) => /^([a-z][a-z-]*)=([\da-f]+)$/.exec(part))
      .filter((match) => match !== null)
      .map(([, name, stamp]) => [name!, stamp!]),
  )
}
