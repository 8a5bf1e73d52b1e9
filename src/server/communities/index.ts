/** Communities: circles, members, roles, and how people come in. */
export { admit } from './admit.ts'
export { asMember, inCommunity } from './as-member.ts'
export { circleFor, circlesOf, type Circle } from './circles.ts'
export { frontDoor, listedCommunities, myCommunities } from './front-door.ts'
export {
  acceptInvitation,
  invitationPage,
  invitations,
  invite,
  inviteMany,
  previewInvitations,
  revokeInvitation,
} from './invitations.ts'
export { askToJoin, decideRequest, joinCircle, requests } from './joining.ts'
export { mailDecision, mailStewardsOfRequest, stewardsOf } from './letters.ts'
export { directory, leave, memberPage, peopleToChoose, tellProfile } from './members.ts'
export { onboarding, tickStep, tickSteps } from './onboarding.ts'
export { giveRole, roles } from './roles.ts'
export { switchMailOn } from './mail.ts'
export { stoppable, stoppedBy, stopUrl, wantMail, whoStops, type Stoppable } from './mail-stops.ts'
export { takesPart } from './states.ts'
export { personalData } from './personal-data.ts'
