/** Checking in with the code of the meeting. */
export { checkIn, checkInAsGuest } from './check-in.ts'
export { checkInCode } from './code.ts'
export { myCheckInMarks, readCheckIn, readCheckInCode } from './room.ts'
