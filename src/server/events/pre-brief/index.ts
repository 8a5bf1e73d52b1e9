/** Pre-briefs: what the panel and the hub read before they debate, sent in time, and who has seen it. */
export { preBriefToWrite, writePreBrief } from './write.ts'
export { sendDuePreBriefs, sendPreBrief } from './send.ts'
export { openPreBrief, preBrief, type BriefReader } from './read.ts'
export { briefByLink, seenByLink, takePositionByLink } from './link.ts'
export { mailPositions } from './after-letters.ts'
export { mailPreBrief, remindOfPreBriefs, tellUnwritten } from './letters.ts'
