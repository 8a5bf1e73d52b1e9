/** Who is in the live room of an event, and who runs it. */
import { comeToEvent, holdEvent, type EventAccess } from './events.ts'
import { permission } from './index.ts'

export const beInRoom = permission<EventAccess & { joined: boolean }>(
  'live.be-in-room',
  'Members who may come to an event are in its live room, and so are whoever holds it and, where its door is open to anyone, those who came by its code.',
  (who, event) => event.joined || holdEvent.may(who, event) || comeToEvent.may(who, event),
)

export const runRoom = permission<EventAccess>(
  'live.run-room',
  'Whoever holds an event opens its live room, runs its clock and ends the meeting.',
  (who, event) => holdEvent.may(who, event),
)
