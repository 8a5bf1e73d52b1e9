import { isMember, isSteward, permission } from './index.ts'

export const seeFrontDoor = permission<{ is_listed: boolean }>(
  'communities.see-front-door',
  'Everybody sees the front door of a listed community; members and stewards that of an unlisted one.',
  (who, community) => community.is_listed || isMember(who) || isSteward(who),
)
export const seeHome = permission('communities.see-home', 'Members see Home.', (who) => isMember(who) || isSteward(who))
export const steward = permission(
  'communities.steward',
  'The coordinator, the core team and their deputies steward the community; an administrator stands in for them.',
  isSteward,
)
export const createCommunity = permission(
  'communities.launch',
  'An administrator of this installation launches communities.',
  (who) => who.actor?.isAdministrator === true,
)
