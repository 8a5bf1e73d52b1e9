import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { languagesOf } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'

/** A room for one purpose. */
export interface Channel {
  id: string
  name: string
  purpose: string
  /** Who may write. */
  posts: string
  /** How it is kept in order. */
  moderation: string
  tool: string
  /** Whether that is Copse. */
  isHere: boolean
  /** Opens at the launch, or waits. */
  opens: 'launch' | 'later'
  /** For one that waits: the sign. */
  sign?: string
  because: string[]
}

/** The channels at launch and those that wait, most needed first. */
export function channels(decided: Decided, say: Words): Channel[] {
  const launch = decided.list('channels.at-launch')
  const later = decided.list('channels.later')
  const planned = decided.list('channels.list')
  const all = [...new Set([...launch, ...later, ...planned])]
  return all.map((id) => {
    const opens = launch.includes(id) ? 'launch' : 'later'
    const tool = toolOf(id, decided)
    const text = (key: string, params = {}) => phrase(say, `design-platform.channels.${id}.${key}`, params)
    return {
      id,
      name: text('name'),
      purpose: text('purpose', { languages: languagesOf(decided).length }),
      posts: text('posts'),
      moderation: text('moderation', { days: decided.value<number>('moderation.answer-sla-working-days') ?? 3 }),
      tool: phrase(say, `design-platform.channelTools.${tool}`),
      isHere: tool === 'community-app-forum' || tool === 'mail',
      opens,
      ...(opens === 'later' && {
        sign: say(sizeOf(decided).micro ? 'design-platform.channelSign.micro' : 'design-platform.channelSign.usual'),
      }),
      because: ['channels.list', opens === 'launch' ? 'channels.at-launch' : 'channels.later'],
    }
  })
}

function toolOf(id: string, decided: Decided): string {
  if (id === 'consumer-chat')
    return decided.value('channels.quick') === 'whatsapp-or-telegram-community' ? 'consumer' : 'community-app-forum'
  if (id === 'announcements' || id === 'mel-hub') return 'community-app-forum'
  if (decided.value('channels.primary') === 'email') return 'mail'
  return decided.value<string>('channels.chat') ?? 'community-app-forum'
}
