import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'

/** What something is for, and the one tool that does it. */
export interface Purpose {
  id: 'front-door' | 'quick' | 'depth' | 'record' | 'live'
  name: string
  tool: string
  because: string[]
}

/** A tool or mechanism of today, or the one that is added. */
export interface Tool {
  id: string
  name: string
  verdict: 'add' | 'keep' | 'limit' | 'stop'
  verdictName: string
  what: string
  because: string[]
}

/** Never two places for one purpose. */
export function purposes(decided: Decided, say: Words): Purpose[] {
  const choice = (id: Purpose['id'], key: string, ...because: string[]): Purpose => ({
    id,
    name: phrase(say, `design-platform.purposes.${id}.name`),
    tool: phrase(say, `design-platform.purposes.${id}.${key}`),
    because,
  })
  const path = (name: string, other: string) => decided.value<string>(name) ?? other
  return [
    choice('front-door', path('channels.primary', 'community-app'), 'channels.primary'),
    choice('quick', path('channels.quick', 'community-app-notifications'), 'channels.quick', 'channels.consumer-chat'),
    choice('depth', path('channels.chat', 'community-app-forum'), 'channels.chat'),
    choice('record', path('library.storage', 'community-app'), 'library.storage'),
    choice('live', path('channels.live', 'voice-call'), 'channels.live', 'channels.breakouts'),
  ]
}

/** The platform itself, every tool at hand and every mechanism that exists, each with its verdict. */
export function tools(decided: Decided, say: Words): Tool[] {
  const tool = (id: string, verdict: Tool['verdict'], key: string, because: string[] = []): Tool => ({
    id,
    name: phrase(say, `design-platform.tools.${id}.name`),
    verdict,
    verdictName: phrase(say, `design-platform.verdicts.${verdict}`),
    what: phrase(say, `design-platform.tools.${id}.${key}`),
    because,
  })
  return [
    tool('copse', 'add', 'why', ['platform.hosting-profile', 'channels.primary']),
    ...list(decided, 'platforms.available').flatMap((id) => atHand(id, decided, tool)),
    ...list(decided, 'existing.mechanisms').flatMap((id) => existing(id, decided, tool)),
  ]
}

type Make = (id: string, verdict: Tool['verdict'], key: string, because?: string[]) => Tool

function atHand(id: string, decided: Decided, tool: Make): Tool[] {
  const is = (path: string, value: string) => decided.value(path) === value
  switch (id) {
    case 'teams':
    case 'slack': {
      const live = id === 'teams' && is('channels.live', 'teams-meetings')
      const depth = is('channels.chat', id)
      const quick = is('channels.quick', id)
      if (depth) return [tool(id, 'keep', 'depth', ['channels.chat'])]
      if (quick) return [tool(id, 'keep', 'quick', ['channels.quick'])]
      return [
        live
          ? tool(id, 'limit', 'live', ['channels.live', 'channels.chat'])
          : tool(id, 'limit', 'outside', ['channels.chat']),
      ]
    }
    case 'whatsapp':
    case 'telegram': {
      const chat = decided.value<string>('channels.consumer-chat') ?? 'allowed'
      if (chat === 'not-allowed') return [tool(id, 'stop', 'notAllowed', ['channels.consumer-chat'])]
      const quick = is('channels.quick', 'whatsapp-or-telegram-community')
      return [
        tool(id, chat === 'quick-help-only' || !quick ? 'limit' : 'keep', quick ? 'quick' : 'social', [
          'channels.consumer-chat',
          'channels.quick',
        ]),
      ]
    }
    case 'zoom':
    case 'google-meet':
      return [
        is('channels.live', id)
          ? tool(id, 'keep', 'live', ['channels.live'])
          : tool(id, 'limit', 'spare', ['channels.live']),
      ]
    case 'sharepoint':
    case 'google-drive': {
      const files = is('library.storage', 'community-app')
      return [tool(id, files ? 'limit' : 'keep', files ? 'moved' : 'files', ['library.storage'])]
    }
    case 'forum':
      return [
        is('channels.chat', 'existing-forum')
          ? tool(id, 'keep', 'depth', ['channels.chat'])
          : tool(id, 'stop', 'merged', ['channels.chat']),
      ]
    case 'moodle':
      return [
        is('onboarding.learning-platform', 'moodle')
          ? tool(id, 'keep', 'path', ['onboarding.learning-platform'])
          : tool(id, 'limit', 'courses', []),
      ]
    case 'email':
      return [
        tool(id, 'keep', decided.list('platform.features').includes('email-in-out') ? 'door' : 'notices', [
          'platform.features',
        ]),
      ]
    case 'phone':
      return [tool(id, 'keep', is('channels.live', 'phone-conference') ? 'live' : 'dialIn', ['channels.live'])]
    default:
      return []
  }
}

function existing(id: string, decided: Decided, tool: Make): Tool[] {
  const is = (path: string, value: string) => decided.value(path) === value
  switch (id) {
    case 'email-list':
      return [
        tool(id, 'keep', is('launch.mode', 'build-on-list') ? 'base' : 'sixMonths', [
          'launch.mode',
          'channels.migration',
        ]),
      ]
    case 'chat-group': {
      const closed =
        is('channels.chat-role', 'closed-and-moved-to-the-app') || is('channels.consumer-chat', 'not-allowed')
      return [
        tool(id, closed ? 'stop' : 'limit', closed ? 'closed' : 'quick', [
          'channels.chat-role',
          'channels.consumer-chat',
        ]),
      ]
    }
    case 'shared-drive':
    case 'intranet-or-wiki':
      return [tool(id, 'limit', 'audit', ['library.import-audit', 'library.storage'])]
    case 'webinar-series':
      return [
        decided.list('cadence.events').includes('webinar')
          ? tool(id, 'limit', 'clinic', ['cadence.webinar', 'cadence.webinar-mode'])
          : tool(id, 'stop', 'dropped', ['cadence.webinar']),
      ]
    case 'annual-meeting':
      return [
        tool(id, 'keep', is('cadence.annual-retreat', 'attached-to-existing-meeting') ? 'retreat' : 'guest', [
          'cadence.annual-retreat',
        ]),
      ]
    case 'newsletter':
      return [tool(id, 'keep', is('digest.home', 'inside-existing-newsletter') ? 'column' : 'points', ['digest.home'])]
    case 'working-groups':
      return [
        tool(
          id,
          'keep',
          is('governance.working-group-source', 'adopt-existing-with-new-mandate') ? 'mandate' : 'linked',
          ['governance.working-group-source'],
        ),
      ]
    case 'other-community':
      return [tool(id, 'keep', 'neighbour', ['design.boundary-agreement'])]
    default:
      return []
  }
}

function list(decided: Decided, id: string): string[] {
  const given = decided.answer(id)
  return Array.isArray(given) ? given.map(String) : []
}
