/** Who reads, writes and keeps order in the discussion. The form for lists stands in `server/discussion/access.ts`. */
import { hasRole, isInCircle, isMember, isSteward, permission, type Who } from './index.ts'

/** What of a channel decides who may do what in it. */
export interface ChannelAccess {
  circle_id: string | null
  writers: string
}

export interface TopicAccess extends ChannelAccess {
  author_id: string | null
}

export const readChannel = permission<ChannelAccess>(
  'discussion.read',
  'Members read and answer in the channels for everybody and in those of their circles; stewards in all.',
  (who, channel) => isInCircle(who, channel.circle_id),
)

export const startInChannel = permission<ChannelAccess>(
  'discussion.start',
  'Members begin topics where they read; in channels kept for the core team only stewards do.',
  (who, channel) => isMember(who) && readChannel.may(who, channel) && (channel.writers === 'members' || isSteward(who)),
)

export const answerInTopic = permission<ChannelAccess>(
  'discussion.answer',
  'Members answer where they read.',
  (who, channel) => isMember(who) && readChannel.may(who, channel),
)

export const changePost = permission<TopicAccess>(
  'discussion.change-post',
  'Whoever wrote a post changes it; what it said before is kept.',
  (who, post) => isTheirs(who, post),
)

export const retirePost = permission<TopicAccess>(
  'discussion.retire',
  'Whoever wrote a post or began a topic takes it out, and so do moderators and stewards, with a reason.',
  (who, post) => isTheirs(who, post) || keepsOrder(who, post),
)

export const settleTopic = permission<TopicAccess>(
  'discussion.settle',
  'Whoever began a topic, moderators and stewards say which post answered it, close it and open it again.',
  (who, topic) => isTheirs(who, topic) || keepsOrder(who, topic),
)

export const tendChannels = permission(
  'discussion.tend-channels',
  'Stewards add channels, say who reads and who begins topics in them, and close them.',
  isSteward,
)

function isTheirs(who: Who, row: TopicAccess): boolean {
  return isMember(who) && readChannel.may(who, row) && row.author_id === who.member!.id
}

function keepsOrder(who: Who, channel: ChannelAccess): boolean {
  return readChannel.may(who, channel) && (isSteward(who) || hasRole(who, ['moderator']))
}
