/** Who tells what came of an event. Who reads it holds the event: `events.hold`. */
import { comeToEvent, type EventAccess } from './events.ts'
import { isMember, permission } from './index.ts'

export const tellLoopBack = permission<EventAccess & { was_there: boolean }>(
  'events.tell-loop-back',
  'Members who were at an event tell what came of it.',
  (who, event) => isMember(who) && event.was_there && comeToEvent.may(who, event),
)
