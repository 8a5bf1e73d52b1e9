/** Who writes down what a meeting keeps. */
import { comeToEvent, holdEvent, type EventAccess } from './events.ts'
import { permission } from './index.ts'

export const writeNotes = permission<EventAccess>(
  'meet.write-notes',
  'Members who may come to an event write notes in its live room, and so does whoever holds it.',
  (who, event) => holdEvent.may(who, event) || comeToEvent.may(who, event),
)

export const editNote = permission<EventAccess & { member_id: string | null }>(
  'meet.edit-note',
  'Whoever wrote a note changes it and takes it out, and so does whoever holds the event.',
  (who, event) => holdEvent.may(who, event) || (writeNotes.may(who, event) && event.member_id === who.member?.id),
)
