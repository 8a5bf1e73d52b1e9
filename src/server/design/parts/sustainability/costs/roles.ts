/** People’s time, and what helps them take part. */
import { hoursPerPost, monthsOf, sizeOf } from '../../common/size.ts'
import { founders } from '../../engagement/activation.ts'
import { byProfile, profile, type Line } from './line.ts'

export const bundles: Line = (decided) => {
  if (!decided.list('budget.lines').includes('data-bundles')) return undefined
  const share = Math.max(decided.answer<number>('scope.low-bandwidth-share'), 0.1)
  const active = (decided.value<number>('targets.active-rate') ?? 50) / 100
  const people = Math.max(1, Math.round(sizeOf(decided).members * share * active))
  const months = monthsOf(decided)
  return {
    key: 'data-bundles',
    category: 'roles',
    usd: people * 4 * months,
    rank: 1,
    stretch: 1.5,
    params: { people, months },
    decision: 'budget.lines',
  }
}

/** What is short of the coordination that this size needs, bought: a full post at USD 15,000 a year, `[k]`. */
export const coordination: Line = (decided) => {
  const missing =
    (decided.value<number>('governance.coordinator-fte-needed') ?? 0) -
    decided.answer<number>('structure.coordinator-fte')
  const months = monthsOf(decided)
  const hours = Math.round(missing * hoursPerPost)
  if (missing < 0.04 || profile(decided) === 0) return undefined
  return {
    key: 'coordination',
    category: 'roles',
    usd: (missing * 15000 * months) / 12,
    rank: 3,
    stretch: 1,
    params: { hours, months },
    decision: 'governance.coordinator-fte-needed',
  }
}

/** Who gives time that no employer releases gets what it costs them. */
export const allowances: Line = (decided) => {
  const free = ['independent-organisations', 'federated'].includes(decided.answer<string>('structure.model'))
  if (!free || profile(decided) === 0) return undefined
  const people =
    (decided.value<number>('governance.core-team-size') ?? 3) + (decided.value<number>('moderation.moderators') ?? 1)
  const months = monthsOf(decided)
  return {
    key: 'allowances',
    category: 'roles',
    usd: people * months * byProfile(decided, 0, 6, 12, 25, 40),
    rank: 3,
    stretch: 4,
    params: { people, months },
    decision: 'governance.core-team-size',
  }
}

export const speakers: Line = (decided) => {
  const count = Math.round(
    ((decided.value<number>('engagement.external-speakers-per-year') ?? 0) * monthsOf(decided)) / 12,
  )
  return {
    key: 'speakers',
    category: 'roles',
    usd: count * byProfile(decided, 0, 40, 120, 200, 300),
    rank: 3,
    stretch: 1.4,
    params: { count },
    decision: 'engagement.external-speakers-per-year',
  }
}

export const grants: Line = (decided) => {
  const count = byProfile(decided, 0, 4, 8, 12, 20)
  return {
    key: 'micro-grants',
    category: 'roles',
    usd: count * byProfile(decided, 0, 150, 500, 700, 1000),
    rank: 3,
    stretch: 3,
    params: { count },
    decision: 'engagement.incentives',
  }
}

export const exchanges: Line = (decided) => {
  const count = byProfile(decided, 0, 0, 0, 6, 15)
  return {
    key: 'exchanges',
    category: 'roles',
    usd: count * 1100,
    rank: 4,
    stretch: 3,
    params: { count },
    decision: 'engagement.incentives',
  }
}

export const regionalHosts: Line = (decided) => {
  if (!decided.list('budget.lines').includes('regional-hosts')) return undefined
  return {
    key: 'regional-hosts',
    category: 'roles',
    usd: 2 * 600,
    rank: 2,
    stretch: 2,
    params: { count: 2 },
    decision: 'budget.lines',
  }
}

export const training: Line = (decided) => {
  const people = Math.max(3, Math.min(24, Math.round(sizeOf(decided).members / 15), founders(decided) + 9))
  return {
    key: 'training',
    category: 'roles',
    usd: people * byProfile(decided, 0, 15, 60, 120, 150),
    rank: 4,
    stretch: 2.5,
    params: { people },
    decision: 'governance.core-team-size',
  }
}

/** Time bought out for members who take a role; only where the money is made for it. */
export const fellowships: Line = (decided) => {
  if (decided.value('engagement.incentives') !== 'exchange-visits-and-fellowships') return undefined
  const count = Math.max(2, Math.round((decided.value<number>('governance.core-team-size') ?? 3) / 2))
  return {
    key: 'fellowships',
    category: 'roles',
    usd: count * 4000,
    rank: 4,
    stretch: 3,
    params: { count },
    decision: 'engagement.incentives',
  }
}
