/**
 * What is weak in the finished design, said exactly and with the way out. The rules keep their own house in order; this looks at
 * what only shows when the parts stand beside one another: hours on dated events, money on lines, days on a calendar.
 */
import type { Words } from '#i18n/index.ts'
import type { Warning } from '../types.ts'
import { lintDays } from './lint/days.ts'
import { lintHours } from './lint/hours.ts'
import { lintLearning } from './lint/learning.ts'
import { lintPeople } from './lint/people.ts'
import type { Linted } from './lint/linted.ts'

/** Warnings of the rules and of the linter, the worst first. A sentence of the linter takes the place of a rule's vaguer one. */
export function warningsOf(linted: Linted, say: Words): Warning[] {
  const own = [
    ...lintHours(linted, say),
    ...lintPeople(linted, say),
    ...lintDays(linted, say),
    ...lintLearning(linted, say),
  ]
  const spoken = new Set(own.map((warning) => warning.id))
  const ruled = linted.decided.warnings.filter(
    (warning) => !(saidBetter[warning.id] && spoken.has(saidBetter[warning.id] ?? '')),
  )
  return [...ruled, ...own].toSorted((a, b) => weight[a.severity] - weight[b.severity])
}

const weight = { error: 0, risk: 1, note: 2 } as const

/** Rules and checks whose warning a sentence of the linter says with numbers. */
const saidBetter: Record<string, string> = { 'check-hours': 'lint-hours-member', 'rul-fte-short': 'lint-coordinator' }
