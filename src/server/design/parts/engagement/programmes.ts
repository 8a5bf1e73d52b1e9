import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { launchDay } from '../common/launch.ts'
import { phrase } from '../common/phrases.ts'
import { recommended } from '../common/read.ts'
import { monthsOf, sizeOf } from '../common/size.ts'
import type { Workdays } from '../common/workdays.ts'

/** Something that runs beside the events. */
export interface Programme {
  id: string
  name: string
  how: string[]
  /** Hours a month of those who organise it. */
  hoursMonth: number
  because: string[]
}

/** Mentoring and speakers, always said (if only why not yet), and what the rules added. */
export function programmes(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): Programme[] {
  const listed = decided.list('engagement.programmes')
  const others = listed.filter((id) => id !== 'mentoring')
  return [
    listed.includes('mentoring') ? mentoring(decided, calendar, workdays, say) : mentoringLater(decided, say),
    speakers(decided, say),
    ...others.map((id) => other(id, decided, say)),
    ...(recommended(decided, 'engagement.reverse-mentoring') ? [other('reverse-mentoring', decided, say)] : []),
  ]
}

function mentoring(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): Programme {
  const { members } = sizeOf(decided)
  const junior = decided.answer<number>('scope.junior-share')
  // One in seven juniors asks and one in twelve of the others can give: what is scarcer sets the number of pairs.
  const pairs = Math.max(
    2,
    Math.min(25, Math.round(members * junior * 0.15), Math.round(members * (1 - junior) * 0.08)),
  )
  const months = monthsOf(decided) >= 10 ? 6 : 4
  const start = workdays.onOrAfter(daysAfter(launchDay(calendar), 75))
  const date = (days: number) => longDate(workdays.onOrAfter(daysAfter(start, days)), decided.locale)
  const text = (key: string, params = {}) => phrase(say, `design-engagement.mentoring.${key}`, params)
  return {
    id: 'mentoring',
    name: text('name'),
    how: [
      text('size', { pairs, months, start: longDate(start, decided.locale) }),
      text('rhythm', { meetings: months + 2 }),
      text('matching'),
      text('agreement'),
      text('checks', { first: date(28), middle: date(Math.round(months * 15)), close: date(months * 30) }),
      text(pairs >= 15 ? 'groups' : 'noFault'),
    ],
    hoursMonth: Math.round(pairs * 3) / 10 + 2,
    because: ['engagement.programmes'],
  }
}

function mentoringLater(decided: Decided, say: Words): Programme {
  return {
    id: 'mentoring',
    name: say('design-engagement.mentoring.nameLater'),
    how: [
      say(sizeOf(decided).micro ? 'design-engagement.mentoring.laterMicro' : 'design-engagement.mentoring.later'),
      say('design-engagement.mentoring.sign'),
    ],
    hoursMonth: 0,
    because: ['engagement.programmes'],
  }
}

function speakers(decided: Decided, say: Words): Programme {
  const year = decided.value<number>('engagement.external-speakers-per-year') ?? 0
  const count = Math.max(0, Math.round((year * monthsOf(decided)) / 12))
  const text = (key: string, params = {}) => phrase(say, `design-engagement.speakers.${key}`, params)
  const profile = decided.value<string>('budget.profile') ?? 'b0'
  return {
    id: 'external-speakers',
    name: text('name', { count }),
    how: [
      text('mix', { count, region: Math.max(1, Math.round(count / 3)), women: Math.max(1, Math.round(count / 2)) }),
      text('brief'),
      ...(decided.list('facilitation.rules').includes('guest-paired-with-member') ? [text('paired')] : []),
      text(count >= 6 ? 'pipeline' : 'pipelineSmall'),
      text(profile === 'b0' ? 'unpaid' : 'paid'),
    ],
    hoursMonth: Math.round((count * 3 * 10) / 12) / 10,
    because: ['engagement.external-speakers-per-year'],
  }
}

function other(id: string, decided: Decided, say: Words): Programme {
  const { members } = sizeOf(decided)
  const newcomers = Math.max(1, Math.round((members * decided.answer<number>('structure.turnover')) / 12))
  return {
    id,
    name: phrase(say, `design-engagement.programmes.${id}.name`),
    how: [phrase(say, `design-engagement.programmes.${id}.how`, { newcomers })],
    hoursMonth: hoursOf[id] ?? 1,
    because: ['engagement.programmes'],
  }
}

/** Hours a month that organising takes, `[k]`. */
const hoursOf: Record<string, number> = {
  'buddy-system': 2,
  'co-facilitation': 1,
  'random-coffee-pairs': 0.5,
  'recognition-letters-to-managers': 0.5,
  'recognition-in-public-record': 0.5,
  'leaver-knowledge-interview': 1,
  'partnership-with-evaluation-association': 1,
  'champions-in-every-unit': 2,
  'reverse-mentoring': 0.5,
}
