/** The pulse in the live room. */
export {
  answerPulse,
  openPulseInRoom,
  pulseMarks,
  readPulseForDesk,
  readPulseForHand,
  type PulseInHand,
} from './room.ts'
