/** Which component shows which panel in which view. */
import type { PanelComponent, Shows } from '#web/live/panel.ts'
import ClockDesk from './panels/ClockDesk.svelte'
import ClockHand from './panels/ClockHand.svelte'
import ClockWall from './panels/ClockWall.svelte'
import People from './panels/People.svelte'
import { meetShows } from './panels/meet/shows.ts'
import PollsDesk from './panels/PollsDesk.svelte'
import PollsHand from './panels/PollsHand.svelte'
import PollWall from './panels/PollWall.svelte'
import PositionsDesk from './panels/PositionsDesk.svelte'
import PositionsHand from './panels/PositionsHand.svelte'
import PositionsWall from './panels/PositionsWall.svelte'
import PulseDesk from './panels/PulseDesk.svelte'
import PulseHand from './panels/PulseHand.svelte'
import PulseWall from './panels/PulseWall.svelte'
import WayInDesk from './panels/WayInDesk.svelte'
import WayInWall from './panels/WayInWall.svelte'

const views = {
  hand: { clock: ClockHand, polls: PollsHand, positions: PositionsHand, pulse: PulseHand, ...meetShows.hand },
  desk: {
    clock: ClockDesk,
    polls: PollsDesk,
    positions: PositionsDesk,
    pulse: PulseDesk,
    ...meetShows.desk,
    people: People,
    'way-in': WayInDesk,
  },
  wall: {
    clock: ClockWall,
    polls: PollWall,
    positions: PositionsWall,
    pulse: PulseWall,
    ...meetShows.wall,
    'way-in': WayInWall,
  },
}

export const shows = views as unknown as Shows & Record<keyof typeof views, Record<string, PanelComponent>>
