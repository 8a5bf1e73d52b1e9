/** Events: the calendar, who comes, who was there, and what was promised. */
export { answers, ways, type Answer, type Given, type Way } from './answer.ts'
export { hoursToEdit, setHours } from './set-hours.ts'
export { agendaOf, interactiveShare, scaled, timetable, type Segment, type Template } from './agenda.ts'
export {
  attendanceReports,
  importAttendance,
  readAttendanceReport,
  takeReportBack,
  textOf,
} from './attendance-report/index.ts'
export { attendanceSheet } from './attendance-sheet.ts'
export { checkIn, checkInAsGuest, myCheckInMarks, readCheckIn, readCheckInCode } from './check-in/index.ts'
export { closeEvent, markAttendance } from './attendance.ts'
export { addUpAllComing } from './coming.ts'
export { holdersDue } from './holders-due.ts'
export { calendar, eventFilters, unanswered, upcomingOpen, type CalendarItem, type Filters } from './calendar.ts'
export { eventFile } from './calendar-file.ts'
export { cancelEvent, changeEvent, reviseEvent, told, type EventChanges } from './change.ts'
export { replaceAgenda } from './segments.ts'
export {
  dueOf,
  hubCommitments,
  myCommitment,
  stateOf,
  type Commitment,
  type CommitmentState,
  type Pledge,
} from './commitment.ts'
export { eventPage, openEventPage } from './event-page.ts'
export { eventToEdit } from './event-to-edit.ts'
export { feedFile, myFeed, renewFeed, stopFeed } from './feed.ts'
export * from './agenda-editor/index.ts'
export * from './calls/index.ts'
export * from './sessions/index.ts'
export * from './follow-up/index.ts'
export * from './format-book/index.ts'
export { formats, formatsOf, placeFormats, type Format, type FormatData } from './formats.ts'
export { confidences, places, type Confidence, type Place } from './input.ts'
export * from './live/index.ts'
export { assignFacilitator, leadSegment } from './lead.ts'
export { freeWhatIsTheirs } from './leaving.ts'
export {
  invitationPurpose,
  invitations,
  mailCancellation,
  mailChange,
  mailConfirmation,
  mailInvitations,
  sendInvitations,
} from './invitations/index.ts'
export { communitiesToRemind, remind } from './reminders/index.ts'
export { chooseMail, mailChoice, stopByLink, stopPage } from './mail-choice.ts'
export { interactiveModes, modes, nameOf } from './names.ts'
export { personalData } from './personal-data.ts'
export { placeEvent, planEvent, type EventPlan } from './plan.ts'
export * from './pulse/index.ts'
export * from './registration/index.ts'
export * from './groups/index.ts'
export * from './protocols/index.ts'
export * from './question-queue/index.ts'
export * from './shared-notes/index.ts'
export * from './series/index.ts'
export * from './record/index.ts'
export {
  answerPanel,
  answerPanelByLink,
  mailPanelAsked,
  mailPanelDeclined,
  mailPanelReleased,
  namePanel,
  panelByLink,
  panelPage,
  panelRota,
  type PanelState,
} from './panel/index.ts'
export * from './pre-brief/index.ts'
export * from './promises/index.ts'
export {
  askPositionsAgain,
  closeOldRounds,
  closePositions,
  positionMarks,
  positionsGroup,
  readPositionsForDesk,
  readPositionsForHand,
  readPositionsForWall,
  showShift,
  takePosition,
  type PositionsInRoom,
  type RecordedShift,
  type Shift,
  type ShownPositions,
} from './positions/index.ts'
