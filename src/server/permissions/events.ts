/** Who sees events, comes to them and holds them. The form for lists stands in `server/events/access.ts`. */
import { hasRole, isInCircle, isMember, isSteward, permission, type Who } from './index.ts'

/** What of an event decides who may do what with it. */
export interface EventAccess {
  circle_id: string | null
  is_public: boolean
  facilitator_id: string | null
}

export const seeEvent = permission<EventAccess & { is_listed: boolean }>(
  'events.see',
  'Members see the events of their circles and those for everybody; visitors the public ones of a listed community; whoever facilitates an event sees it.',
  (who, event) =>
    isInCircle(who, event.circle_id) || isNamed(who, event) || (event.is_public && (event.is_listed || isMember(who))),
)

export const comeToEvent = permission<EventAccess>(
  'events.come',
  'Members come to events of their circles and to those for everybody.',
  (who, event) => isMember(who) && (event.circle_id === null || inThatCircle(who, event.circle_id)),
)

export const seeMeetingLink = permission<EventAccess & { answer: string | null }>(
  'events.see-link',
  'Members who may come and have said yes or maybe get the way in, and so does whoever holds the event.',
  (who, event) =>
    holdEvent.may(who, event) || (comeToEvent.may(who, event) && (event.answer === 'yes' || event.answer === 'maybe')),
)

export const seeWhoComes = permission(
  'events.see-who-comes',
  'Members see the names of those who come.',
  (who) => isMember(who) || isSteward(who),
)

export const planEvents = permission(
  'events.plan',
  'Stewards and facilitators put events into the calendar.',
  (who) => isSteward(who) || hasRole(who, ['facilitator']),
)

export const holdEvent = permission<EventAccess>(
  'events.hold',
  'The facilitator of the event, facilitators of the community for what they may come to, and stewards change it, call it off, mark who was there and close it.',
  (who, event) =>
    isSteward(who) || isNamed(who, event) || (hasRole(who, ['facilitator']) && comeToEvent.may(who, event)),
)

export const leadPart = permission<EventAccess & { leader_id: string | null }>(
  'events.lead-part',
  'A member who may come takes a part that nobody leads, and gives back their own; whoever holds the event gives any part to anybody who may come.',
  (who, event) =>
    holdEvent.may(who, event) ||
    (comeToEvent.may(who, event) && (event.leader_id === null || event.leader_id === who.member?.id)),
)

export const seeCommitments = permission(
  'events.see-commitments',
  'Stewards see how the members of a circle keep what they promised; everybody sees their own.',
  isSteward,
)

function isNamed(who: Who, event: EventAccess): boolean {
  return isMember(who) && event.facilitator_id === who.member!.id
}

/** A place in the circle itself: a steward looks into every circle but promises nothing there. */
function inThatCircle(who: Who, circleId: string): boolean {
  return who.member!.circles.some((circle) => circle.id === circleId)
}
