/** Who makes topics of the questions that a meeting parked. */
import { holdEvent, type EventAccess } from './events.ts'
import { permission } from './index.ts'

export const raiseQuestions = permission<EventAccess>(
  'questions.raise',
  'Whoever holds an event makes topics of the questions that were parked there, in a channel where they begin topics and that nobody reads who may not see the event. Of what must not leave the room nothing becomes a topic.',
  (who, event) => holdEvent.may(who, event),
)
