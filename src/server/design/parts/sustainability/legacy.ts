import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { launchDay } from '../common/launch.ts'
import { phrase } from '../common/phrases.ts'
import { required } from '../common/read.ts'
import type { Workdays } from '../common/workdays.ts'

/** What stays when the community ends or its host does. */
export interface Legacy {
  /** The end is known from the start, and the steps have dates. */
  dated: boolean
  /** `YYYY-MM-DD`; of an end that is not known, days before it. */
  steps: { id: string; daysBefore: number; date: string | null; what: string }[]
  /** What is done from the first day, so that an end is never a loss. */
  always: string[]
}

/** Sixty days from the announcement to the last account (`domain/08`, 8.6). */
const plan: readonly [id: string, daysBefore: number][] = [
  ['announce', 60],
  ['export', 50],
  ['deposit', 40],
  ['stories', 30],
  ['contacts', 25],
  ['links', 20],
  ['celebrate', 10],
  ['data', 5],
  ['accounts', 1],
]

/** The legacy plan; dated where the money ends within the year. */
export function legacy(decided: Decided, calendar: Calendar, workdays: Workdays, say: Words): Legacy {
  const months = decided.answer<number>('budget.horizon-months')
  const dated = required(decided, 'sustainability.exit-plan-at-start') !== undefined || months < 12
  const end = Temporal.PlainDate.from(launchDay(calendar)).add({ months }).toString()
  const text = (key: string) => phrase(say, `design-sustainability.legacy.${key}`)
  const safe = decided.answer('scope.security') === 'high-risk'
  return {
    dated,
    steps: plan
      .filter(([id]) => !(id === 'celebrate' && months < 4))
      .map(([id, daysBefore]) => ({
        id,
        daysBefore,
        date: dated ? workdays.onOrBefore(daysAfter(end, -daysBefore)) : null,
        what: text(id === 'deposit' && safe ? 'depositSafe' : id),
      })),
    always: [
      text('monthly'),
      text(safe ? 'licenceSafe' : 'licence'),
      ...(required(decided, 'library.open-deposit') ? [text('quarterly')] : []),
      ...(decided.list('library.rules').includes('each-member-keeps-own-copy-and-licence') ? [text('copies')] : []),
      text('archive'),
    ],
  }
}
