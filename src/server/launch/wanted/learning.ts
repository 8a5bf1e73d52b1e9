/** Indicators with their targets, and surveys. */
import type { Design } from '../../design/index.ts'
import type { Shelf } from '../shelves.ts'
import { numbered, yearOf } from './frame.ts'

export function indicators({ parts }: Design): Shelf {
  const names = new Map(parts.evaluation.indicators.map(({ id, name }) => [id, name]))
  const rows = numbered(parts.evaluation.indicators, ({ id, level, target, frequency, because }) => ({
    key: id,
    level,
    target: target.value,
    ...boundsOf(target),
    direction: directions[target.kind],
    frequency,
    why: because,
  }))
  return {
    table: 'indicator_target',
    rows,
    label: (row) => names.get(row.key) ?? row.key,
    follows: ['target', 'green', 'amber', 'direction', 'frequency', 'why', 'position'],
  }
}

const directions = { 'at-least': 'higher', 'at-most': 'lower', between: 'range', report: null } as const

/** The bounds as the figures are held to them: `>=60`, `<=25`, `8-18`. */
function boundsOf({ kind, value, min, max, watch }: Design['parts']['evaluation']['indicators'][number]['target']) {
  if (kind === 'between') return { green: `${min}-${max}`, amber: null }
  if (kind === 'report' || value === null) return { green: null, amber: null }
  const sign = kind === 'at-least' ? '>=' : '<='
  return { green: `${sign}${value}`, amber: watch === null ? null : `${sign}${watch}` }
}

/** Days that a survey stays open when nothing else is said (`domain/07`, 7.4). */
const surveyDays = 14

export function surveys({ parts }: Design): Shelf {
  const year = yearOf(parts)
  const planned = parts.evaluation.surveys.flatMap((survey) => survey.dates.map((opens, i) => ({ survey, opens, i })))
  const rows = numbered(planned, ({ survey, opens, i }) => ({
    key: `${year}:${survey.id}-${i + 1}`,
    survey: survey.id,
    name: survey.name,
    opens_on: opens,
    closes_on: Temporal.PlainDate.from(opens).add({ days: surveyDays }).toString(),
  }))
  return {
    table: 'survey_plan',
    rows,
    label: (row) => `${row.name} · ${row.opens_on}`,
    within: (row) => String(row.key).startsWith(`${year}:`),
    follows: ['name', 'opens_on', 'closes_on', 'position'],
  }
}
