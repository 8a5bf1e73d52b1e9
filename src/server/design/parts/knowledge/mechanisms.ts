import type { Words } from '#i18n/index.ts'
import { moderatorHoursWeek } from '../../rules/formulas.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { recommended, required } from '../common/read.ts'
import { hoursPerPost, sizeOf } from '../common/size.ts'
import type { ChosenType } from './types.ts'

/** One way in which knowledge moves, and who keeps it moving. */
export interface Mechanism {
  id: 'discussion' | 'library' | 'directory' | 'lessons' | 'bulletin' | 'asks-and-offers'
  name: string
  purpose: string
  /** Role that keeps it, for the load: `coordinator`, `moderators`, `knowledge-steward`, `core-team`. */
  ownerRole: string
  owner: string
  /** Hours a month of all who keep it, together. */
  hoursMonth: number
  rhythm: string
  how: string[]
  /** Paths of the decisions that shaped it. */
  decisions: string[]
}

/** The mechanisms of the founding specification, each run as this context can carry it. */
export function mechanisms(decided: Decided, say: Words, types: ChosenType[]): Mechanism[] {
  const make = mechanismIn(say)
  return [
    discussion(decided, say, make),
    library(decided, say, make),
    directory(decided, say, make),
    lessons(decided, say, make, types),
    bulletin(decided, say, make),
    ...(sizeOf(decided).micro ? [] : [asksAndOffers(decided, say, make)]),
  ]
}

type Make = (given: Omit<Mechanism, 'name' | 'purpose' | 'owner'>) => Mechanism

const mechanismIn =
  (say: Words): Make =>
  (given) => ({
    ...given,
    name: phrase(say, `design-knowledge.mechanisms.${given.id}.name`),
    purpose: phrase(say, `design-knowledge.mechanisms.${given.id}.purpose`),
    owner: phrase(say, `design-whole.who.${given.ownerRole}`),
  })

function discussion(decided: Decided, say: Words, make: Make): Mechanism {
  const { members } = sizeOf(decided)
  const days = decided.value<number>('moderation.answer-sla-working-days') ?? 3
  const text = (key: string, params = {}) => phrase(say, `design-knowledge.mechanisms.discussion.${key}`, params)
  const features = decided.list('platform.features')
  return make({
    id: 'discussion',
    ownerRole: 'moderators',
    hoursMonth: round((moderatorHoursWeek(members) * 52) / 12),
    rhythm: text('rhythm'),
    how: [
      text('kinds'),
      text('answers', { days }),
      ...(decided.list('cadence.events').includes('async-discussion') ? [text('oneTopic')] : []),
      ...(features.includes('email-in-out') ? [text('mail')] : []),
      ...(features.includes('anonymous-question') ? [text('anonymous')] : []),
      ...(decided.value('moderation.digest-mode') === 'daily-merge' ? [text('merge')] : []),
      ...(required(decided, 'content.harvest-rule') ? [text('harvest')] : []),
    ],
    decisions: ['moderation.answer-sla-working-days', 'moderation.moderators', 'moderation.digest-mode'],
  })
}

function library(decided: Decided, say: Words, make: Make): Mechanism {
  const { micro } = sizeOf(decided)
  const keeper = decided.list('governance.roles').includes('knowledge-steward')
  const share = decided.value<number>('governance.knowledge-steward-fte') ?? (keeper ? 0.05 : 0)
  const storage = decided.value<string>('library.storage') ?? 'community-app'
  const text = (key: string) => phrase(say, `design-knowledge.mechanisms.library.${key}`)
  return make({
    id: 'library',
    ownerRole: keeper ? 'knowledge-steward' : 'coordinator',
    hoursMonth: keeper ? round(share * hoursPerPost) : micro ? 1 : 4,
    rhythm: text('rhythm'),
    how: [
      text(`storage.${storage}`),
      text('find'),
      ...(required(decided, 'library.import-audit') ? [text('import')] : []),
      ...(required(decided, 'library.open-deposit') ? [text('deposit')] : []),
      ...(required(decided, 'content.low-bandwidth-version') ? [text('light')] : []),
      text('reuse'),
    ],
    decisions: ['library.items-year1', 'library.storage', 'library.rules'],
  })
}

function directory(decided: Decided, say: Words, make: Make): Mechanism {
  const { micro } = sizeOf(decided)
  const visibility = decided.value<string>('directory.visibility') ?? 'members'
  const limit = decided.value<number>('engagement.expert-load-max-hours-month')
  const hours = decided.value<string>('cadence.office-hours')
  const text = (key: string, params = {}) => phrase(say, `design-knowledge.mechanisms.directory.${key}`, params)
  return make({
    id: 'directory',
    ownerRole: 'coordinator',
    hoursMonth: micro ? 0.5 : 2,
    rhythm: text('rhythm'),
    how: [
      text(micro ? 'onePage' : 'profile'),
      text(`visibility.${visibility}`),
      text('byUse'),
      ...(limit === undefined ? [] : [text('limit', { hours: limit })]),
      ...(hours && hours !== 'none' ? [text('officeHours')] : []),
    ],
    decisions: ['directory.visibility', 'engagement.expert-load-max-hours-month'],
  })
}

function lessons(decided: Decided, say: Words, make: Make, types: ChosenType[]): Mechanism {
  const own = types.some((type) => type.id === 'lesson-learned')
  const moments = required<string[]>(decided, 'content.push-moments') ?? []
  const text = (key: string, params = {}) => phrase(say, `design-knowledge.mechanisms.lessons.${key}`, params)
  return make({
    id: 'lessons',
    ownerRole: decided.list('governance.roles').includes('knowledge-steward') ? 'knowledge-steward' : 'coordinator',
    hoursMonth: own ? 3 : 0.5,
    rhythm: text(own ? 'rhythm' : 'rhythmSmall'),
    how: own
      ? [
          text('form'),
          text('push', {
            moments: moments.map((one) => text(`moment.${one}`)).join(', '),
            any: moments.length > 0 ? 'yes' : 'no',
          }),
          text('register'),
          ...(decided.list('cadence.events').includes('after-action-review') ? [text('review')] : []),
        ]
      : [text('inNotes'), text('later')],
    decisions: ['content.types-start', 'content.push-moments'],
  })
}

function bulletin(decided: Decided, say: Words, make: Make): Mechanism {
  const { micro } = sizeOf(decided)
  const cadence = decided.value<string>('digest.cadence') ?? (micro ? 'monthly' : 'weekly')
  const inside = decided.value('digest.home') === 'inside-existing-newsletter'
  const light = required(decided, 'content.low-bandwidth-version') !== undefined
  const automatic = recommended(decided, 'platform.automate') !== undefined
  const text = (key: string, params = {}) => phrase(say, `design-knowledge.mechanisms.bulletin.${key}`, params)
  return make({
    id: 'bulletin',
    ownerRole: 'coordinator',
    hoursMonth: round((automatic ? 0.25 : 0.5) * issuesMonth(cadence) + (micro ? 0 : 2)),
    rhythm: text(`rhythm.${cadence}`),
    how: [
      text('anatomy'),
      text(micro ? 'noEdited' : 'edited'),
      ...(inside ? [text('inside')] : []),
      ...(light ? [text('plain')] : []),
      text('measure'),
    ],
    decisions: ['digest.cadence', 'digest.home'],
  })
}

function asksAndOffers(decided: Decided, say: Words, make: Make): Mechanism {
  const text = (key: string) => phrase(say, `design-knowledge.mechanisms.asks-and-offers.${key}`)
  return make({
    id: 'asks-and-offers',
    ownerRole: 'moderators',
    hoursMonth: 1,
    rhythm: text('rhythm'),
    how: [text('match'), text('expire'), ...(decided.answer('structure.competing') === true ? [text('neutral')] : [])],
    decisions: [],
  })
}

const issuesMonth = (cadence: string): number =>
  ({ weekly: 4.33, biweekly: 2.17, monthly: 1, 'every-two-months': 0.5, quarterly: 0.33 })[cadence] ?? 1

const round = (hours: number): number => Math.round(hours * 10) / 10
