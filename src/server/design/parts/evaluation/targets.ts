import type { Words } from '#i18n/index.ts'
import type { Because, Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { figure, phrase } from '../common/phrases.ts'
import { monthsOf, sizeOf } from '../common/size.ts'
import { storiesPerYear } from '../common/stories.ts'
import type { Governance } from '../governance/types.ts'
import type { Knowledge } from '../knowledge.ts'
import { reason } from '../calendar/reasons.ts'
import type { Indicator, Plan } from './catalogue.ts'

/** What an indicator aims at. A starting value: after two periods the community's own baseline takes its place. */
export interface Target {
  /** `report`: followed without an aim in the first year. */
  kind: 'at-least' | 'at-most' | 'between' | 'report'
  /** The aim; of a range, its two ends in `min` and `max`. In the indicator's unit. */
  value: number | null
  min?: number
  max?: number
  /** Between the aim and this it is watched; past this it is off. */
  watch: number | null
  text: string
  why: Because[]
}

interface Material {
  decided: Decided
  governance: Governance
  calendar: Calendar
  knowledge: Knowledge
}

/** The target of one indicator here. */
export function target(indicator: Indicator, material: Material, say: Words): Target {
  const ruled = fromDecision(indicator, material.decided) ?? fromRule(indicator, material, say)
  const objective = material.governance.objectives.find((one) => one.indicator === indicator.id)
  // What the community is held to in part 1 and what is counted here are one number.
  const bare =
    objective && ruled.value !== null
      ? { ...ruled, value: objective.target, why: [...objective.why, ...ruled.why] }
      : ruled
  return { ...bare, text: inWords(bare, indicator, say) }
}

type Bare = Omit<Target, 'text'>

/** Targets that the rules set for this community; the factor for volunteer networks is in the three shares already. */
const decisionOf: Record<string, string[]> = {
  'PAR-04': ['targets.attendance-reach'],
  'PAR-07': ['targets.active-rate'],
  'ENG-01': ['targets.contributor-rate'],
  'ACT-02': ['targets.interactive-share'],
  'ACT-10': ['targets.member-led-share', 'targets.field-led-sessions'],
}

function fromDecision(indicator: Indicator, decided: Decided): Bare | undefined {
  const path = decisionOf[indicator.code]?.find((one) => decided.value(one) !== undefined)
  const value = path && decided.value<number>(path)
  if (!path || value === undefined || value === '') return undefined
  return { kind: 'at-least', value, watch: tidy(value * 0.6), why: decided.because(path) }
}

function fromRule(indicator: Indicator, material: Material, say: Words): Bare {
  const { decided } = material
  const { rule, value, plan } = indicator.target
  switch (rule.kind) {
    case 'absolute':
      if (plan) return fromPlan(plan, 50, material)
      if (rule.green.op === 'between')
        return { kind: 'between', value: null, min: rule.green.min, max: rule.green.max, watch: null, why: [] }
      return {
        kind: rule.green.op === '>=' ? 'at-least' : 'at-most',
        value: typeof value === 'number' ? value : rule.green.value,
        watch: rule.amber.op === 'between' ? null : rule.amber.value,
        why: [],
      }
    case 'share-of-plan':
      return plan ? fromPlan(plan, rule.amber, material, rule.mode === 'deviation' ? rule.green : undefined) : report()
    case 'by-size-band': {
      const share =
        (rule.values[Number(sizeOf(decided).band.slice(1)) - 1] ?? 0) * (decided.value<number>('targets.factor') ?? 1)
      return {
        kind: 'at-least',
        value: tidy(share),
        watch: tidy(share * rule.amber_factor),
        why: decided.because('targets.factor'),
      }
    }
    case 'by-case': {
      const { id, answers } = caseOf(rule.fact, decided)
      const limits = rule.cases[id] ?? Object.values(rule.cases)[0] ?? { green: 0, amber: 0 }
      return {
        kind: rule.op === '>=' ? 'at-least' : 'at-most',
        value: limits.green,
        watch: limits.amber,
        why:
          answers.length > 0
            ? [reason(decided, 'formula-target-by-case', say('design-evaluation.because.byCase'), answers)]
            : [],
      }
    }
    case 'trend-or-report':
      return report()
  }
}

const report = (): Bare => ({ kind: 'report', value: null, watch: null, why: [] })

function caseOf(fact: string, decided: Decided): { id: string; answers: string[] } {
  const membership = decided.answer<string>('scope.membership')
  const inside = membership === 'single-organisation'
  if (fact === 'scope.membership')
    return { id: inside ? 'single-organisation' : 'other', answers: ['scope.membership'] }
  if (fact === 'event.audience')
    return {
      id: inside || membership === 'multi-organisation-closed' ? 'closed' : 'open',
      answers: ['scope.membership'],
    }
  if (fact === 'event.class') return { id: 'cop-meeting', answers: [] }
  return { id: 'other', answers: [] }
}

function fromPlan(plan: Plan, watchShare: number, material: Material, deviation?: number): Bare {
  const { decided } = material
  const { value, path } = planned(plan, material)
  const why = path ? decided.because(path) : []
  if (deviation !== undefined)
    return {
      kind: 'between',
      value,
      min: Math.floor(value * (1 - deviation / 100)),
      max: Math.ceil(value * (1 + deviation / 100)),
      watch: null,
      why,
    }
  return { kind: 'at-least', value, watch: tidy((value * watchShare) / 100), why }
}

function planned(plan: Plan, { decided, calendar, knowledge }: Material): { value: number; path?: string } {
  const { members } = sizeOf(decided)
  const months = monthsOf(decided)
  switch (plan.base) {
    case 'clinic-slots': {
      const slots = calendar.events
        .filter((event) => event.format === 'peer-clinic')
        .reduce((sum, event) => sum + event.groups, 0)
      return { value: Math.max(1, Math.round((slots * plan.times) / months)), path: 'cadence.clinic-parallel-groups' }
    }
    case 'items-planned':
      return {
        value: Math.max(1, Math.round((knowledge.items.yearOne / months) * 10) / 10),
        path: 'library.items-year1',
      }
    case 'member-hours': {
      const active = Math.round((members * (decided.value<number>('targets.active-rate') ?? 50)) / 100)
      const hours = decided.value<number>('cadence.live-hours-per-member-month') ?? 1
      return {
        value: Math.round((active * hours * 3 * plan.times) / 10) * 10,
        path: 'cadence.live-hours-per-member-month',
      }
    }
    case 'members':
      return plan.times === 1
        ? { value: members }
        : { value: storiesPerQuarter(decided), path: 'governance.core-team-size' }
  }
}

function storiesPerQuarter(decided: Decided): number {
  return Math.max(1, Math.round(storiesPerYear(decided) / 4))
}

function inWords(bare: Bare, indicator: Indicator, say: Words): string {
  const amount = (value: number) =>
    phrase(say, `design-evaluation.unit.${unitKey(indicator)}`, {
      value: figure(say, value, 2),
      count: value,
    })
  if (bare.kind === 'report') return say('design-evaluation.target.report')
  if (bare.kind === 'between')
    return say('design-evaluation.target.between', { min: figure(say, bare.min ?? 0, 2), max: amount(bare.max ?? 0) })
  return phrase(say, `design-evaluation.target.${bare.kind}`, { amount: amount(bare.value ?? 0) })
}

/** The catalogue's key of a unit: `mean 1-5` is `mean-1-5`, `%` is `percent`; a share of something names it. */
function unitKey({ unit, target: { per } }: Indicator): string {
  return per ? `per-${per}` : unit.replaceAll(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'percent'
}

/** Shares are said in whole numbers. */
const tidy = (value: number): number => (value >= 10 ? Math.round(value) : Math.round(value * 10) / 10)
