import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { sizeOf } from '../common/size.ts'

/** One step towards a silent member. */
export interface Rung {
  id: string
  /** Days without any event. */
  day: number
  /** Member state in which it is taken. */
  state: 'at-risk' | 'dormant' | 'retired'
  stateName: string
  what: string
  senderRole: string
  sender: string
  channel: string
  message: string
}

/** Days, states and senders (`domain/06`, 6.8). A small group needs fewer steps, and a voice. */
const all: readonly Omit<Rung, 'stateName' | 'what' | 'sender' | 'channel' | 'message'>[] = [
  { id: 'note', day: 45, state: 'at-risk', senderRole: 'coordinator' },
  { id: 'ask', day: 60, state: 'at-risk', senderRole: 'peer' },
  { id: 'check', day: 90, state: 'dormant', senderRole: 'system' },
  { id: 'call', day: 120, state: 'dormant', senderRole: 'core-team' },
  { id: 'value', day: 150, state: 'dormant', senderRole: 'system' },
  { id: 'last', day: 180, state: 'dormant', senderRole: 'coordinator' },
  { id: 'retire', day: 365, state: 'retired', senderRole: 'system' },
]
const inSmallGroups = ['note', 'check', 'last', 'retire']

/** The ladder for this size, on channels that members have and that are safe. */
export function ladder(decided: Decided, say: Words): { rungs: Rung[]; rules: string[] } {
  const { micro, large } = sizeOf(decided)
  const rungs = all
    .filter((rung) => !micro || inSmallGroups.includes(rung.id))
    .map((rung) => {
      const senderRole =
        micro && rung.id !== 'retire' ? 'core-team' : large && rung.id === 'note' ? 'buddies' : rung.senderRole
      return {
        ...rung,
        senderRole,
        stateName: phrase(say, `design-engagement.ladder.state.${rung.state}`),
        what: phrase(say, `design-engagement.ladder.${rung.id}.what`),
        sender: phrase(say, `design-whole.who.${senderRole}`),
        channel: phrase(say, `design-engagement.ladder.channel.${channelOf(rung.id, micro, decided)}`),
        message: phrase(say, `design-engagement.ladder.${rung.id}.message`),
      }
    })
  return {
    rungs,
    rules: [
      say('design-engagement.ladder.rules.reading'),
      say('design-engagement.ladder.rules.once'),
      say('design-engagement.ladder.rules.welcome'),
      ...(decided.answer<number>('structure.turnover') >= 0.3 ? [say('design-engagement.ladder.rules.alumni')] : []),
      ...(decided.answer<string>('scope.security') === 'high-risk' ? [say('design-engagement.ladder.rules.safe')] : []),
      say('design-engagement.ladder.rules.dip'),
    ],
  }
}

function channelOf(rung: string, micro: boolean, decided: Decided): string {
  const spoken = rung === 'call' || (micro && rung === 'note')
  if (rung === 'retire') return 'none'
  if (spoken) return decided.answer('scope.bandwidth') === 'low' ? 'voice' : 'phone'
  return decided.value('channels.primary') === 'community-app' ? 'app' : 'mail'
}
