import type { Words } from '#i18n/index.ts'
import { moderatorHoursWeek } from '../../rules/formulas.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { languagesOf, required } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'

export interface Moderation {
  moderators: number
  /** Hours a week of all moderators together. */
  hoursWeek: number
  /** What is promised, and how fast. */
  services: { id: string; what: string; time: string }[]
  /** From help in private to removal. */
  ladder: string[]
  /** What a moderator does in a quarrel. */
  conflict: string[]
}

/** Moderation that this many people at this risk need. Service levels: `domain/05`, 5.7. */
export function moderation(decided: Decided, say: Words): Moderation {
  const { members, micro } = sizeOf(decided)
  const risk = decided.answer<string>('scope.security')
  const text = (key: string, params = {}) => phrase(say, `design-platform.moderation.${key}`, params)
  const days = decided.value<number>('moderation.answer-sla-working-days') ?? 3
  const service = (id: string, time: string) => ({ id, what: text(`services.${id}`), time })
  return {
    moderators: decided.value<number>('moderation.moderators') ?? 1,
    hoursWeek: moderatorHoursWeek(members),
    services: [
      service('answer', text('days', { days })),
      service('harm', text('hours', { hours: risk === 'high-risk' ? 2 : micro ? 8 : 4 })),
      service('conduct', text('days', { days: risk === 'high-risk' ? 1 : 2 })),
      ...(decided.value('channels.quick') === 'whatsapp-or-telegram-community'
        ? [service('harvest', text('weekly'))]
        : []),
      ...(required(decided, 'content.session-note-sla-days') === undefined
        ? []
        : [service('notes', text('days', { days: required<number>(decided, 'content.session-note-sla-days') ?? 5 }))]),
    ],
    ladder: (micro ? ['private', 'hide', 'core'] : ['private', 'edit', 'hide', 'note', 'pause', 'remove']).map((id) =>
      text(`ladder.${id}`),
    ),
    conflict: ['hear', 'interests', 'practice', 'apart', 'record'].map((id) => text(`conflict.${id}`)),
  }
}

/** What a good post looks like here. */
export function posting(decided: Decided, say: Words): string[] {
  const text = (key: string) => phrase(say, `design-platform.posting.${key}`)
  const risk = decided.answer<string>('scope.security')
  const bandwidth = required(decided, 'content.low-bandwidth-version') !== undefined
  const plain = required(decided, 'onboarding.plain-language-glossary') !== undefined
  return [
    text('subject'),
    text('one'),
    text('context'),
    text('source'),
    text('close'),
    ...(languagesOf(decided).length > 1 ? [text('languages')] : []),
    ...(bandwidth ? [text('light')] : []),
    ...(plain ? [text('plain')] : []),
    ...(decided.answer('structure.hierarchy-strong') === true ? [text('rank')] : []),
    ...(decided.answer('structure.competing') === true ? [text('bids')] : [text('sales')]),
    text(risk === 'high-risk' ? 'safe' : 'personal'),
    ...decided.list('channels.quick-rules').map((rule) => text(`quick.${rule}`)),
  ]
}
