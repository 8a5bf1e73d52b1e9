import type { Words } from '#i18n/index.ts'
import { listed, money, phrase } from '../parts/common/phrases.ts'
import type { Budget } from '../parts/sustainability/budget.ts'
import { sentenceOf } from '../rules/say.ts'
import type { Decided, Parts } from '../types.ts'

/** What rules cannot settle: advice to take or leave, names to find, money that does not reach. Each a sentence. */
export function openDecisions(decided: Decided, parts: Parts, say: Words): string[] {
  const { budget } = parts.sustainability
  const text = (key: string, params = {}) => phrase(say, `design-whole.open.${key}`, params)
  const sponsor = (decided.value<number>('governance.sponsor') ?? 1) > 0
  const later = budget.lines.find((line) => line.key === 'later')
  return [
    text('coordinator', { trio: decided.value('governance.coordination') === 'rotating-trio' ? 'yes' : 'no' }),
    text('core', { core: decided.value<number>('governance.core-team-size') ?? 3 }),
    text(sponsor ? 'sponsor' : 'noSponsor'),
    ...(parts.governance.hub.status === 'optional' ? [text('hub')] : []),
    ...decided.recommendations.map((advice) => sentenceOf(decided.locale, advice)),
    ...unpaid(budget, say),
    ...(later ? [text('later', { amount: money(say, later.amount, budget.currency) })] : []),
    ...(parts.calendar.holidays.unknown.length > 0
      ? [text('holidays', { countries: countries(parts.calendar.holidays.unknown, say) })]
      : []),
    ...((decided.context.gaps.list ?? []).length === 0 ? [text('gaps')] : []),
    ...(parts.knowledge.types.length > 7 ? [text('types', { count: parts.knowledge.types.length })] : []),
    text('stewards'),
  ]
}

/** A sentence a line; where many lines fall short it is one question. */
function unpaid({ short, currency }: Budget, say: Words): string[] {
  const sum = (amount: number) => money(say, amount, currency)
  if (short.length > 3) {
    const missing = short.reduce((total, line) => total + line.need - line.amount, 0)
    return [
      say('design-whole.open.shortMany', {
        names: listed(
          say,
          short.map((line) => line.what),
        ),
        missing: sum(missing),
      }),
    ]
  }
  return short.map((line) =>
    say('design-whole.open.short', { what: line.what, need: sum(line.need), amount: sum(line.amount) }),
  )
}

function countries(codes: readonly string[], say: Words): string {
  const names = new Intl.DisplayNames(say.locale, { type: 'region' })
  return new Intl.ListFormat(say.locale).format(codes.map((code) => names.of(code) ?? code))
}
