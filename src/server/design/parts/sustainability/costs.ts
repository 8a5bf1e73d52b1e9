/** What the year's lines take, from what the design does. Unit costs are starting values in US dollars (`domain/08`, 8.3, `[k]`). */
import { perYear } from '../../rules/formulas.ts'
import type { Decided } from '../../types.ts'
import type { Calendar } from '../calendar/types.ts'
import { pick } from '../common/phrases.ts'
import { languagesOf } from '../common/read.ts'
import { monthsOf, sizeOf } from '../common/size.ts'
import { founders } from '../engagement/activation.ts'
import type { Knowledge } from '../knowledge.ts'

/** Cost categories that community leaders were asked to split a budget over (Fontaine and Millen 2002). */
export type Category = 'roles' | 'meetings' | 'technology' | 'content'

/** A line before money is shared out. */
export interface Cost {
  key: string
  category: Category
  /** US dollars for the year. */
  usd: number
  rank: number
  stretch: number
  /** Fills the justification `design-sustainability.budget.line.<key>.why`. */
  params: Record<string, string | number>
  /** Path of the decision that asks for the line. */
  decision: string
}

/** Every line that this design asks for; those that cost nothing here are left out. */
export function costs(decided: Decided, calendar: Calendar, knowledge: Knowledge): Cost[] {
  return [platform, dialIn, bundles, retreat, hubs, rooms, interpreting, translation, speakers, grants, exchanges, regionalHosts, training, editing, evaluation, deposit]
    .flatMap((line) => line(decided, calendar, knowledge) ?? [])
    .filter((cost) => cost.usd > 0)
}

type Line = (decided: Decided, calendar: Calendar, knowledge: Knowledge) => Cost | undefined

const profile = (decided: Decided): number => Number((decided.value<string>('budget.profile') ?? 'b0').slice(1))
const byProfile = (decided: Decided, ...of: [b0: number, b1: number, b2: number, b3: number, b4: number]): number => of[profile(decided)] ?? 0

const platform: Line = (decided) => {
  const month = byProfile(decided, 0, 40, 60, 300, 500)
  const support = byProfile(decided, 0, 0, 4, 0, 15)
  const months = monthsOf(decided)
  return { key: 'platform', category: 'technology', usd: month * months + support * 300, rank: 1, stretch: 1, params: { months, support }, decision: 'platform.hosting-profile' }
}

const dialIn: Line = (decided, calendar) => {
  const audio = decided.list('platform.features').includes('audio-dial-in') || decided.value('cadence.live-form') === 'phone-conference'
  const events = calendar.events.filter((event) => event.live && event.format !== 'annual-retreat').length
  return audio ? { key: 'dial-in', category: 'technology', usd: events * 12, rank: 1, stretch: 1, params: { events }, decision: 'platform.features' } : undefined
}

const bundles: Line = (decided) => {
  if (!decided.list('budget.lines').includes('data-bundles')) return undefined
  const share = Math.max(decided.answer<number>('scope.low-bandwidth-share'), 0.1)
  const active = (decided.value<number>('targets.active-rate') ?? 50) / 100
  const people = Math.max(1, Math.round(sizeOf(decided).members * share * active))
  const months = monthsOf(decided)
  return { key: 'data-bundles', category: 'roles', usd: people * 4 * months, rank: 1, stretch: 1.5, params: { people, months }, decision: 'budget.lines' }
}

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

const retreat: Line = (decided) => {
  const form = decided.value<string>('cadence.annual-retreat') ?? 'none'
  const kind = retreats[form]
  if (!kind) return undefined
  const { members } = sizeOf(decided)
  const core = decided.value<number>('governance.core-team-size') ?? 3
  const people = Math.min(members, kind.most, Math.max(core + 6, Math.round(members * kind.share)))
  // Under one roof there is no travel, and a small room costs little.
  const near = decided.answer('scope.co-located') === true
  const usd = people * (near ? Math.min(20, kind.head) : kind.head) + Math.min(kind.fixed, people > 0 ? people * 10 : kind.fixed)
  return { key: 'retreat', category: 'meetings', usd, rank: 2, stretch: 1.3, params: { form: pick(form), people }, decision: 'cadence.annual-retreat' }
}

const hubs: Line = (decided) => {
  const advised = decided.recommendations.some((item) => item.id === 'cadence.annual-retreat') || decided.answer('budget.travel') === true
  const { members } = sizeOf(decided)
  const apart = decided.answer('scope.co-located') !== true && decided.answer<number>('scope.countries') >= 1
  const count = Math.min(20, Math.round(members / 25))
  return advised && apart && count >= 2 && profile(decided) >= 1
    ? { key: 'local-hubs', category: 'meetings', usd: count * 240, rank: 4, stretch: 2.5, params: { count }, decision: 'cadence.in-person-share-min' }
    : undefined
}

const rooms: Line = (decided, calendar) => {
  if (decided.value('cadence.live-form') !== 'in-person') return undefined
  const events = calendar.events.filter((event) => event.live && event.format !== 'annual-retreat').length
  const people = sizeOf(decided).members
  return { key: 'rooms', category: 'meetings', usd: events * Math.min(people, 40) * 0.4, rank: 3, stretch: 1.5, params: { events }, decision: 'cadence.live-form' }
}

const interpreting: Line = (decided, calendar) => {
  const wanted = decided.value('cadence.plenary-interpreting') === true || decided.value('content.translation-budget') === 'key-items-and-interpreting-twice-a-year'
  const pairs = languagesOf(decided).length - 1
  if (!wanted || pairs < 1) return undefined
  const planned = decided.value('cadence.plenary-interpreting') === true ? perYear(decided.value<string>('cadence.plenary')) || 4 : 2
  const sessions = Math.max(1, Math.min(planned, calendar.events.filter((event) => event.live).length))
  return { key: 'interpreting', category: 'meetings', usd: sessions * pairs * 2 * 180, rank: 3, stretch: 1.5, params: { sessions, pairs }, decision: 'cadence.plenary-interpreting' }
}

const translation: Line = (decided, _calendar, knowledge) => {
  const means = decided.value<string>('content.translation-budget')
  const others = languagesOf(decided).length - 1
  if (!means || others < 1 || means === 'volunteers-and-checked-machine-draft') return undefined
  const share = means === 'key-items' ? 0.25 : means === 'key-items-and-interpreting-twice-a-year' ? 0.3 : 1
  const items = Math.max(1, Math.round(knowledge.items.yearOne * share))
  return { key: 'translation', category: 'content', usd: items * others * 75, rank: 3, stretch: 1.8, params: { items, languages: others }, decision: 'content.translation-budget' }
}

const speakers: Line = (decided) => {
  const count = Math.round(((decided.value<number>('engagement.external-speakers-per-year') ?? 0) * monthsOf(decided)) / 12)
  return { key: 'speakers', category: 'roles', usd: count * byProfile(decided, 0, 40, 120, 200, 300), rank: 3, stretch: 1.4, params: { count }, decision: 'engagement.external-speakers-per-year' }
}

const grants: Line = (decided) => {
  const count = byProfile(decided, 0, 4, 8, 12, 20)
  return { key: 'micro-grants', category: 'roles', usd: count * byProfile(decided, 0, 150, 500, 700, 1000), rank: 3, stretch: 3, params: { count }, decision: 'engagement.incentives' }
}

const exchanges: Line = (decided) => {
  const count = byProfile(decided, 0, 0, 0, 6, 15)
  return { key: 'exchanges', category: 'roles', usd: count * 1100, rank: 4, stretch: 3, params: { count }, decision: 'engagement.incentives' }
}

const regionalHosts: Line = (decided) => {
  if (!decided.list('budget.lines').includes('regional-hosts')) return undefined
  return { key: 'regional-hosts', category: 'roles', usd: 2 * 600, rank: 2, stretch: 2, params: { count: 2 }, decision: 'budget.lines' }
}

const training: Line = (decided) => {
  const people = Math.max(3, Math.min(24, Math.round(sizeOf(decided).members / 15), founders(decided) + 9))
  return { key: 'training', category: 'roles', usd: people * byProfile(decided, 0, 15, 60, 120, 150), rank: 4, stretch: 2.5, params: { people }, decision: 'governance.core-team-size' }
}

const editing: Line = (decided, _calendar, knowledge) => {
  const items = knowledge.items.yearOne
  return { key: 'editing', category: 'content', usd: items * byProfile(decided, 0, 5, 20, 40, 60), rank: 4, stretch: 2, params: { items }, decision: 'library.items-year1' }
}

const evaluation: Line = (decided) => {
  if (decided.value('sustainability.evaluation') !== 'external-light-evaluation-month-18-to-24') return undefined
  return { key: 'evaluation', category: 'content', usd: byProfile(decided, 0, 0, 1500, 4000, 8000), rank: 3, stretch: 1.3, params: {}, decision: 'sustainability.evaluation' }
}

const deposit: Line = (decided) => {
  if (!decided.requirements.some((item) => item.id === 'sustainability.exit-plan-at-start')) return undefined
  return { key: 'deposit', category: 'content', usd: byProfile(decided, 0, 150, 600, 1500, 3000), rank: 2, stretch: 1.5, params: {}, decision: 'sustainability.exit-plan-at-start' }
}
