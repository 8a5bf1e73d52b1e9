/**
 * Positions on what a panel debates: before the meeting and after it, and how they shifted. Without names unless told: then
 * nobody can tell who said what once the round is closed, as with polls.
 */
export { endsAsking, roundOf, setStatements, stageOf, type Stage } from './round.ts'
export { closeOldRounds, closePositions, takePosition } from './take.ts'
export { positionsAsked, positionsFor, positionsForRecord, type RecordedShift, type ShownPositions } from './read.ts'
export { points, type Shift } from './shift.ts'
export {
  askPositionsAgain,
  positionMarks,
  positionsGroup,
  readPositionsForDesk,
  readPositionsForHand,
  readPositionsForWall,
  showShift,
  type PositionsInRoom,
} from './room.ts'
