/** Who comes without being a member. */
import { permission } from './index.ts'
import { comeToEvent, type EventAccess } from './events.ts'

export const comeAsGuest = permission<EventAccess & { takes_guests: boolean }>(
  'registration.come-as-guest',
  'Whoever is no member comes as a guest to public events that take guests.',
  (who, event) => event.is_public && event.takes_guests && !comeToEvent.may(who, event),
)
