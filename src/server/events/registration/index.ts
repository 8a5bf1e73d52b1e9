/** Who comes: answers, places, the waiting list, guests, and what whoever comes is asked. */
export { answerFor } from './answer-for.ts'
export { answersOf, answerGroups, type AnswerGroup } from './answers.ts'
export { answersFile } from './answers-file.ts'
export { askQuestions, mostQuestions, questionsPage } from './ask.ts'
export { askAsGuest } from './ask-as-guest.ts'
export { forgetPastGuests, guestsKept, keepGuests } from './forget.ts'
export {
  guestAddress,
  byTheirLink,
  guestBehind,
  guestSecret,
  guestToChange,
  mayEnter,
  roomSecret,
  token as theirToken,
  type GuestRow,
} from './guest.ts'
export { mustHoldAll, settlePlaces } from './capacity.ts'
export { givePlace } from './give-place.ts'
export { answerAsGuest, eraseGuest } from './guest-answer.ts'
export { guestFile, guestPage } from './guest-page.ts'
export { inviteGuest } from './invite-guest.ts'
export { mailAnsweredFor, mailOffer, mailOfferEnded, mailPlaceGiven } from './letters.ts'
export { answerOffer, offerPage } from './offer-link.ts'
export { eventsToPassOn, passPlacesOn } from './pass-on.ts'
export { placesLeft, type Places } from './places.ts'
export {
  questionKinds,
  questionsIn,
  questionsOf,
  type Question,
  type Replies,
  type ShownQuestion,
} from './questions.ts'
export { offerPlaces } from './waiting-list.ts'
export { rsvp, withdraw } from './rsvp.ts'
export { guestStopUrl, guestToStop, stopGuestMail } from './stop.ts'
export { tidyRegistration } from './tidy.ts'
