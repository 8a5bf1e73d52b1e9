/** Who comes: answers, places, the waiting list, guests, and what whoever comes is asked. */
export { askAsGuest } from './ask-as-guest.ts'
export { guestAddress, guestSecret, guestToChange, token as theirToken, type GuestRow } from './guest.ts'
export { answerAsGuest, eraseGuest } from './guest-answer.ts'
export { guestFile, guestPage } from './guest-page.ts'
export { placesLeft, type Places } from './places.ts'
export { questionKinds, questionsOf, type Question, type Replies } from './questions.ts'
export { rsvp, withdraw } from './rsvp.ts'
export { offerPlaces } from './waiting-list.ts'
