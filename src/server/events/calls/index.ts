/** Calls for cases and showcases: opened, answered by members, and their proposals placed. */
export { closeCall, openCall } from './call.ts'
export { declineProposal, freeProposals, keepProposal, placeProposal } from './answer.ts'
export { mailAnswer, mailCall, mailProposal } from './letters.ts'
export { propose, withdrawProposal } from './propose.ts'
export { callPage, calls, callToOpen } from './read.ts'
