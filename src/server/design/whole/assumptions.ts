import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { figure, money } from '../parts/common/phrases.ts'
import type { Assumption, Decided, Parts } from '../types.ts'

/** Answers nobody gave, and what the composers had to take for granted: the first day, unit costs, the value of an hour. */
export function assumptionsOf(decided: Decided, parts: Parts, say: Words): Assumption[] {
  const { budget, 'in-kind': kind } = parts.sustainability
  const { start } = decided.context.community
  return [
    ...decided.assumptions,
    ...(start
      ? []
      : [
          {
            answer: 'community.start',
            value: parts.calendar.from,
            text: say('design-whole.start', { date: longDate(parts.calendar.from, say.locale) }),
          },
        ]),
    ...(budget.total > 0 && budget.rate !== 1
      ? [
          {
            answer: 'budget.currency',
            value: budget.rate,
            text: say('design-whole.money.rate', { rate: figure(say, budget.rate, 2), currency: budget.currency }),
          },
        ]
      : []),
    {
      answer: 'budget.hourly-value',
      value: kind.hourly,
      text: say('design-whole.money.hourly', { hourly: money(say, kind.hourly, budget.currency) }),
    },
  ]
}
