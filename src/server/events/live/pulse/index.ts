/** The pulse in the live room. */
export {
  answerPulse,
  openPulseInRoom,
  pulseForm,
  pulseMarks,
  readPulseForDesk,
  readPulseForHand,
  type PulseInHand,
} from './room.ts'
