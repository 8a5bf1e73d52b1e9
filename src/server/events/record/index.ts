/** What an event leaves: decisions, actions, materials and the record. */
export { changeAction, dropAction, finishAction, giveAction, reopenAction } from './actions.ts'
export { actions, actionViews, myActionsDue, type ActionView, type ShownAction } from './action-list.ts'
export { recordDecision, withdrawDecision } from './decisions.ts'
export { setSectionBack, writeRecord, writeSection } from './edit.ts'
export {
  addLink,
  eventMaterials,
  materialFile,
  phases,
  removeMaterial,
  uploadMaterial,
  type Material,
} from './materials.ts'
export { publishRecord } from './publish.ts'
export { recordPage } from './record-page.ts'
export type { Section, Source } from './source.ts'
export { documentation, tickDocumentation, type DocumentationItem } from './documentation.ts'
export { closing, wrapUp } from './wrap-up.ts'
export { decisions } from './decision-list.ts'
export { actionBehind, finishByLink } from './action-link.ts'
export { mailGivenAction, remindOfActions } from './action-letters.ts'
export { remindOfDocumentation } from './documentation-letters.ts'
export { mailRecord } from './record-letters.ts'
export { eventReview, keepReview, type LastNote } from './review.ts'
export { bookFormats, seriesBook, type BookFormat } from './book.ts'
export { records } from './record-list.ts'
export {
  certificateFile,
  issueCertificate,
  myCertificate,
  revokeCertificates,
  verifyCertificate,
} from './certificate.ts'
export { guestCertificate, guestCertificateFile, issueGuestCertificate } from './guest-certificate.ts'
export { actionToChange } from './action-to-change.ts'
