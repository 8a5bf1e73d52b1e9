/** The panels of the live room, in the order in which a page shows them: what each reads for which view. */
import {
  pollGroups,
  pollMarks,
  positionMarks,
  positionsGroup,
  pulseMarks,
  readClock,
  readPeople,
  readPollForWall,
  readPollsForDesk,
  readPollsForHand,
  readPositionsForDesk,
  readPositionsForHand,
  readPositionsForWall,
  readPulseForDesk,
  readPulseForHand,
} from '#server/events/index.ts'
import type { Panel } from '#web/live/panel.ts'
import { meetPanels } from './meet.ts'
import { readPulseForWall } from './panels/pulse.ts'
import { readWayIn } from './panels/way-in.ts'

export const panels: readonly Panel[] = [
  { name: 'clock', read: { hand: readClock, desk: readClock, wall: readClock } },
  {
    name: 'positions',
    read: { hand: readPositionsForHand, desk: readPositionsForDesk, wall: readPositionsForWall },
    facet: positionsGroup,
    marks: positionMarks,
  },
  {
    name: 'polls',
    read: { hand: readPollsForHand, desk: readPollsForDesk, wall: readPollForWall },
    facet: pollGroups,
    marks: pollMarks,
  },
  {
    name: 'pulse',
    read: { hand: readPulseForHand, desk: readPulseForDesk, wall: readPulseForWall },
    marks: pulseMarks,
  },
  ...meetPanels,
  { name: 'people', read: { desk: readPeople } },
  { name: 'way-in', read: { desk: readWayIn, wall: readWayIn } },
]
