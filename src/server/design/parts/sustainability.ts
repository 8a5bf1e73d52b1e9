/**
 * Part 7: how the community lives on: momentum, succession, money and time, its place in the organisation, when to decide
 * anew, and what stays when it ends. Source: `domain/08`, dosed by the decisions.
 */
import { words } from '#i18n/index.ts'
import type { Decided } from '../basics.ts'
import type { Calendar } from './calendar/types.ts'
import type { Workdays } from './common/workdays.ts'
import type { Evaluation } from './evaluation.ts'
import type { Governance } from './governance/types.ts'
import type { Knowledge } from './knowledge.ts'
import { budgetOf, type Budget } from './sustainability/budget.ts'
import { evolve, type Evolve } from './sustainability/evolve.ts'
import { inKind, type InKind } from './sustainability/in-kind.ts'
import { integration, type Hook } from './sustainability/integration.ts'
import { legacy, type Legacy } from './sustainability/legacy.ts'
import { momentum, type Momentum } from './sustainability/momentum.ts'
import { register, type Risk } from './sustainability/register.ts'
import { succession, type Succession } from './sustainability/succession.ts'

export interface Sustainability {
  momentum: Momentum
  succession: Succession
  budget: Budget
  'in-kind': InKind
  integration: Hook[]
  evolve: Evolve
  legacy: Legacy
  /** Early signs to know. */
  register: Risk[]
}

/** What part 7 stands on. */
export interface Given {
  governance: Governance
  calendar: Calendar
  knowledge: Knowledge
  evaluation: Evaluation
  workdays: Workdays
}

/** Composes part 7 in the language of the design. */
export function composeSustainability(decided: Decided, given: Given): Sustainability {
  const say = words(decided.locale)
  const { governance, calendar, knowledge, evaluation, workdays } = given
  const budget = budgetOf(decided, calendar, knowledge, say)
  return {
    momentum: momentum(decided, evaluation, say),
    succession: succession(decided, governance, calendar, workdays, say),
    budget,
    'in-kind': inKind(decided, governance, budget, say),
    integration: integration(decided, say),
    evolve: evolve(decided, evaluation, calendar, workdays, say),
    legacy: legacy(decided, calendar, workdays, say),
    register: register(decided, say),
  }
}
