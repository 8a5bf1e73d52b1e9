/**
 * The formulas of the dossier (9.5), each in one place: bands, decisions and worked examples all come from here.
 * Shares are 0-1 unless said; times are hours.
 */

/** People in the core team for so many members: 3 to 12. The bands' figures are this formula at their middle. */
export function coreTeamSize(members: number): number {
  return clamp(Math.round(1.45 * Math.log2(members) - 2.8), 3, 12)
}

/** Coordinator time in FTE by membership, at the middle of each band; between them on a straight line. */
const coordination: readonly [members: number, fte: number][] = [
  [16, 0.1],
  [50, 0.2],
  [138, 0.4],
  [400, 0.6],
  [1300, 1],
  [2000, 1.5],
]

/**
 * Coordinator time in FTE that a community of so many members needs, to the nearest 0.05. Above 2,000 members 1.5 FTE
 * for every further 1,000 (N. Milton 2011, a small survey with large scatter).
 */
export function coordinatorFte(members: number): number {
  return Math.round(trend(members) * 20) / 20
}

function trend(members: number): number {
  const after = coordination.findIndex(([count]) => members <= count)
  const [lastCount, lastFte] = coordination.at(-1)!
  if (after === 0) return coordination[0]![1]
  if (after < 0) return lastFte + (1.5 * (members - lastCount)) / 1000
  const [from, low] = coordination[after - 1]!
  const [to, high] = coordination[after]!
  return low + ((high - low) * (members - from)) / (to - from)
}

/** People to expect at one session, from the share of members who come at least once a quarter (`reach`, %). */
export function expectedAttendance(members: number, reach: number, sessionsPerQuarter: number): number {
  return Math.round(((members * reach) / 100 / Math.max(1, sessionsPerQuarter)) * 1.6)
}

/** Cases that members will want to bring to clinics in a quarter. */
export function clinicSlotsPerQuarter(members: number): number {
  return Math.ceil(members * 0.08)
}

/** Reviewers for so many new items a quarter: two reviews an item, three reviews a reviewer. */
export function reviewersNeeded(itemsPerQuarter: number): number {
  return Math.ceil((itemsPerQuarter * 2) / 3)
}

/** Moderation hours a week. */
export function moderatorHoursWeek(members: number): number {
  return Math.min(12, Math.round((1.5 + 0.02 * members) * 10) / 10)
}

/** What members' time is worth in a year, in the currency of `hourlyCost`. */
export function memberTimeCost(members: number, hoursPerMonth: number, activeRate: number, hourlyCost: number): number {
  return Math.round(members * hoursPerMonth * 12 * activeRate * hourlyCost)
}

/** How an annual budget is usually split (Fontaine and Millen 2002). */
export const budgetSplit = { roles: 0.52, meetings: 0.32, technology: 0.1, content: 0.06 } as const

export const sizeBand = (members: number): string => band(members, [25, 75, 200, 600, 2000], 's')

/** Budget band of an annual sum in US dollars. */
export const budgetBand = (usd: number): string => band(usd, [1999.99, 14999.99, 59999.99, 199999.99], 'b', 0)

function band(value: number, upper: readonly number[], letter: string, first = 1): string {
  const index = upper.findIndex((limit) => value <= limit)
  return `${letter}${(index < 0 ? upper.length : index) + first}`
}

/** Events in twelve months, by rhythm. */
export const perYears: Readonly<Record<string, number>> = {
  none: 0,
  'merged-into-monthly': 0,
  once: 1,
  yearly: 1,
  'twice-yearly': 2,
  quarterly: 4,
  'every-two-months': 6,
  monthly: 12,
  biweekly: 24,
  weekly: 48,
}

/** Events of a rhythm in twelve months, weeks without events already taken off; 0 for none, merged or unknown. */
export const perYear = (rhythm: string | undefined): number => (rhythm ? (perYears[rhythm] ?? 0) : 0)

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
