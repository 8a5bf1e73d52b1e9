/** Who opens a call for cases or showcases, who answers it, and who reads what was proposed. */
import { comeToEvent, holdEvent, type EventAccess } from './events.ts'
import { permission } from './index.ts'

/** What of a call decides: its circle, and who facilitates its event. */
export type CallAccess = EventAccess

export const seeCall = permission<CallAccess>(
  'calls.see',
  'Members read the calls of their circles and those for everybody; whoever tends a call reads it.',
  (who, call) => comeToEvent.may(who, call) || holdEvent.may(who, call),
)

export const propose = permission<CallAccess>(
  'calls.propose',
  'Members propose to calls of their circles and to those for everybody; what they propose is read by them and by whoever tends the call.',
  (who, call) => comeToEvent.may(who, call),
)

export const tendCall = permission<CallAccess>(
  'calls.tend',
  'Whoever holds the event opens a call for it, reads what was proposed, places it, keeps it for later or declines it; without an event stewards and facilitators do.',
  (who, call) => holdEvent.may(who, call),
)
