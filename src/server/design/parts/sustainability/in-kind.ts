import type { Words } from '#i18n/index.ts'
import { currency } from '../../context/currencies.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { monthsOf } from '../common/size.ts'
import type { Governance } from '../governance/types.ts'
import type { Budget } from './budget.ts'

/** Time that is given, counted and valued beside the money. */
export interface InKind {
  /** What an hour is valued at, in the budget's currency: a starting value. */
  hourly: number
  lines: { key: string; what: string; hours: number; value: number; basis: string }[]
  hours: number
  value: number
  /** Members' own time: shown, never asked for as a contribution. */
  members: { hours: number; value: number }
  /** Money and given time together for an active member. */
  perActiveMember: number
  /** Hours that an active member must save a month for the whole to pay: cash and given time over active members' hours. */
  breakEven: number
  /** What stands in the ledger: date, giver, kind, hours, basis, who confirmed. */
  ledger: string[]
  required: boolean
}

/** Dollars for an hour of M&E work where nobody said otherwise, `[k]`. */
const hourlyUsd = 15

/** Given hours by role, for the funded months of the year. */
export function inKind(decided: Decided, governance: Governance, budget: Budget, say: Words): InKind {
  const months = monthsOf(decided)
  const hourly = nice(hourlyUsd * (currency(budget.currency)?.perUsd ?? 1))
  const lines = governance.roles
    .filter((role) => role.count > 0 && role.hours > 0)
    .map((role) => {
      const hours = Math.round(role.count * role.hours * months)
      return {
        key: role.key,
        what: role.name,
        hours,
        value: hours * hourly,
        basis: phrase(say, 'design-sustainability.inKind.basis', { count: role.count, hours: role.hours, months }),
      }
    })
  const hours = lines.reduce((sum, line) => sum + line.hours, 0)
  const value = hours * hourly
  const live = decided.value<number>('cadence.live-hours-per-member-month') ?? 1
  const memberHours = Math.round(budget.activeMembers * live * months)
  const whole = budget.total + value
  return {
    hourly,
    lines,
    hours,
    value,
    members: { hours: memberHours, value: memberHours * hourly },
    perActiveMember: Math.round(whole / budget.activeMembers),
    breakEven: Math.round((whole / (budget.activeMembers * months * hourly)) * 10) / 10,
    ledger: ['date', 'hours', 'basis', 'release'].map((id) => phrase(say, `design-sustainability.inKind.ledger.${id}`)),
    required: decided.requirements.some((item) => item.id === 'budget.in-kind-ledger'),
  }
}

/** Two figures are enough for a value nobody measured. */
function nice(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return Math.max(1, Math.round(value / step) * step)
}
