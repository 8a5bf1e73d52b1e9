/** Backups: made, checked, put back. */
export { dumpBefore } from './automatic.ts'
export { backUp, type BackupReport } from './backup.ts'
export { checkBackup, isInUse, restore } from './restore.ts'
export { filesFolder } from './uploads.ts'
