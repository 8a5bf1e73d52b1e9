/** Retreat, hubs, rooms and interpreting. */
import { perYear } from '../../../rules/formulas.ts'
import { pick } from '../../common/phrases.ts'
import { languagesOf } from '../../common/read.ts'
import { sizeOf } from '../../common/size.ts'
import { profile, type Line } from './line.ts'

/** Dollars a head and the share of members who come, by form of retreat. */
const retreats: Record<string, { head: number; share: number; most: number; fixed: number }> = {
  'half-day-on-site': { head: 8, share: 0.8, most: 60, fixed: 0 },
  'online-half-day': { head: 0, share: 0, most: 0, fixed: 50 },
  'online-4x150': { head: 0, share: 0, most: 0, fixed: 120 },
  'one-day-local-hubs': { head: 30, share: 0.5, most: 120, fixed: 100 },
  'attached-to-existing-meeting': { head: 110, share: 0.3, most: 60, fixed: 300 },
  'one-day-in-person': { head: 45, share: 0.6, most: 80, fixed: 300 },
  'in-person-partial-travel': { head: 260, share: 0.25, most: 40, fixed: 600 },
  'in-person-two-days': { head: 420, share: 0.25, most: 60, fixed: 1500 },
  'in-person-two-days-plus-regional-hubs': { head: 520, share: 0.2, most: 120, fixed: 4000 },
}

export const retreat: Line = (decided) => {
  const form = decided.value<string>('cadence.annual-retreat') ?? 'none'
  const kind = retreats[form]
  if (!kind) return undefined
  const { members } = sizeOf(decided)
  const core = decided.value<number>('governance.core-team-size') ?? 3
  const people = Math.min(members, kind.most, Math.max(core + 6, Math.round(members * kind.share)))
  // Under one roof there is no travel, and a small room costs little.
  const near = decided.answer('scope.co-located') === true
  const usd =
    people * (near ? Math.min(20, kind.head) : kind.head) + Math.min(kind.fixed, people > 0 ? people * 10 : kind.fixed)
  return {
    key: 'retreat',
    category: 'meetings',
    usd,
    rank: 2,
    stretch: 1.3,
    params: { form: pick(form), people },
    decision: 'cadence.annual-retreat',
  }
}

export const hubs: Line = (decided) => {
  const advised =
    decided.recommendations.some((item) => item.id === 'cadence.annual-retreat') ||
    decided.answer('budget.travel') === true
  const { members } = sizeOf(decided)
  const apart = decided.answer('scope.co-located') !== true && decided.answer<number>('scope.countries') >= 1
  const count = Math.min(20, Math.round(members / 25))
  return advised && apart && count >= 2 && profile(decided) >= 1
    ? {
        key: 'local-hubs',
        category: 'meetings',
        usd: count * 240,
        rank: 4,
        stretch: 2.5,
        params: { count },
        decision: 'cadence.in-person-share-min',
      }
    : undefined
}

export const rooms: Line = (decided, calendar) => {
  if (decided.value('cadence.live-form') !== 'in-person') return undefined
  const events = calendar.events.filter((event) => event.live && event.format !== 'annual-retreat').length
  const people = sizeOf(decided).members
  return {
    key: 'rooms',
    category: 'meetings',
    usd: events * Math.min(people, 40) * 0.4,
    rank: 3,
    stretch: 1.5,
    params: { events },
    decision: 'cadence.live-form',
  }
}

export const interpreting: Line = (decided, calendar) => {
  const wanted =
    decided.value('cadence.plenary-interpreting') === true ||
    decided.value('content.translation-budget') === 'key-items-and-interpreting-twice-a-year'
  const pairs = languagesOf(decided).length - 1
  if (!wanted || pairs < 1) return undefined
  const planned =
    decided.value('cadence.plenary-interpreting') === true ? perYear(decided.value<string>('cadence.plenary')) || 4 : 2
  const sessions = Math.max(1, Math.min(planned, calendar.events.filter((event) => event.live).length))
  return {
    key: 'interpreting',
    category: 'meetings',
    usd: sessions * pairs * 2 * 180,
    rank: 3,
    stretch: 1.5,
    params: { sessions, pairs },
    decision: 'cadence.plenary-interpreting',
  }
}
