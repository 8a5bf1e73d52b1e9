import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { answered, languagesOf } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'

/** A risk with the sign by which it is seen early, and the response. */
export interface Risk {
  id: string
  risk: string
  sign: string
  response: string
}

/** The risks that this community runs (`domain/08`, 8.7); those that cannot happen here are left out. */
export function register(decided: Decided, say: Words): Risk[] {
  const horizon = decided.answer<number>('budget.horizon-months')
  return ids(decided).map((id) => ({
    id,
    risk: phrase(say, `design-whole.register.${id}.risk`),
    sign: phrase(say, `design-whole.register.${id}.sign`, {
      months: Math.min(6, Math.max(2, Math.round(horizon / 3))),
    }),
    response: phrase(say, `design-whole.register.${id}.response`),
  }))
}

function ids(decided: Decided): string[] {
  const { micro } = sizeOf(decided)
  const events = decided.list('cadence.events')
  const when = (condition: boolean, id: string) => (condition ? [id] : [])
  return [
    decided.value('governance.coordination') === 'rotating-trio' ? 'trio' : 'coordinator',
    ...when(events.includes('webinar'), 'webinar'),
    ...when(
      answered(decided, 'existing.limitations', 'hq-dominated') || decided.answer('structure.model') === 'central-unit',
      'hq',
    ),
    ...when(!micro, 'clique'),
    ...when(decided.list('channels.list').length >= 3, 'overload'),
    ...when(
      decided.answer('scope.security') !== 'normal' || answered(decided, 'existing.limitations', 'not-safe'),
      'breach',
    ),
    ...when(!micro, 'fatigue'),
    ...when(decided.answer<number>('budget.annual-usd') > 0, 'end'),
    ...when(
      decided.answer('gaps.expertise') === 'inside-few' ||
        decided.value('engagement.expert-load-max-hours-month') !== undefined,
      'burnout',
    ),
    ...when(languagesOf(decided).length > 1, 'language'),
    ...when(decided.answer<number>('structure.turnover') >= 0.3, 'turnover'),
    ...when(decided.answer('structure.competing') === true, 'competition'),
  ]
}
