/** Attendance by the reports of video meetings. */
export { importAttendance } from './import-attendance.ts'
export { readAttendanceReport } from './read-attendance-report.ts'
export { attendanceReports, takeReportBack } from './reports.ts'
export { textOf } from './text.ts'
