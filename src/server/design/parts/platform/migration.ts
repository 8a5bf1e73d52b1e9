import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { daysFromLaunch, launchDay } from '../common/launch.ts'
import { phrase } from '../common/phrases.ts'
import { answered } from '../common/read.ts'
import type { Workdays } from '../common/workdays.ts'

/** One step of moving from today's tools. */
export interface Move {
  id: string
  /** Counted from the launch. */
  day: number
  date: string
  what: string
  ownerRole: string
  owner: string
}

/** The move, dated; what does not exist today is not moved. */
export function migration(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): Move[] {
  const launch = launchDay(calendar)
  return steps(decided)
    .map(({ id, day, owner }) => {
      const wanted = daysAfter(launch, day)
      const date = day < 0 ? workdays.onOrBefore(wanted) : workdays.onOrAfter(wanted)
      return {
        id,
        day: daysFromLaunch(launch, date),
        date,
        what: phrase(say, `design-platform.migration.${id}`),
        ownerRole: owner,
        owner: phrase(say, `design-whole.who.${owner}`),
      }
    })
    .sort((a, b) => a.day - b.day)
}

function steps(decided: Decided): { id: string; day: number; owner: string }[] {
  const has = (...mechanisms: string[]) => answered(decided, 'existing.mechanisms', ...mechanisms)
  const steward = decided.list('governance.roles').includes('knowledge-steward') ? 'knowledge-steward' : 'coordinator'
  const chatClosed =
    decided.value('channels.chat-role') === 'closed-and-moved-to-the-app' ||
    decided.value('channels.consumer-chat') === 'not-allowed'
  return [
    { id: 'install', day: -40, owner: 'coordinator' },
    { id: 'trial', day: -25, owner: 'core-team' },
    ...(has('shared-drive', 'intranet-or-wiki')
      ? [
          { id: 'audit', day: -35, owner: steward },
          { id: 'archive', day: 90, owner: steward },
        ]
      : []),
    // Where the launch builds on the list, telling it is a step of the launch.
    ...(has('email-list') && decided.value('launch.mode') !== 'build-on-list'
      ? [{ id: 'listTold', day: -14, owner: 'coordinator' }]
      : []),
    ...(has('email-list')
      ? [
          { id: 'listArchive', day: 30, owner: steward },
          { id: 'listEnd', day: 182, owner: 'core-team' },
        ]
      : []),
    ...(has('chat-group')
      ? [{ id: chatClosed ? 'chatClosed' : 'chatRole', day: chatClosed ? 14 : 0, owner: 'moderators' }]
      : []),
    ...(has('newsletter') ? [{ id: 'newsletter', day: 7, owner: 'coordinator' }] : []),
    ...(has('working-groups') ? [{ id: 'groups', day: 30, owner: 'core-team' }] : []),
    { id: 'sentence', day: 0, owner: 'coordinator' },
    { id: 'prune', day: 85, owner: 'moderators' },
  ]
}
