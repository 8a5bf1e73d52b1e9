import type { Words } from '#i18n/index.ts'
import { listed, phrase } from '../../parts/common/phrases.ts'
import { monthsOf } from '../../parts/common/size.ts'
import { perYear } from '../../rules/formulas.ts'
import { scales } from '../../rules/paths.ts'
import { formats } from '../../rules/rulebook.ts'
import { say as sayValue } from '../../rules/say.ts'
import type { Decided, Parts, Warning } from '../../types.ts'
import type { Linted } from './linted.ts'

/** "Peer clinics every two weeks and four hours a month: six hours over", and what would bring it back. */
export function lintHours({ decided, parts }: Linted, say: Words): Warning[] {
  const promised =
    decided.value<number>('structure.ask-hours-per-month') ?? decided.answer<number>('structure.hours-per-month')
  const lines = memberLines(decided, parts)
  const hours = sum(lines)
  const over = tenth(hours - promised)
  if (over < 0.1) return []
  const heavy = lines.toSorted((a, b) => b.hours - a.hours).slice(0, 2)
  return [
    {
      id: 'lint-hours-member',
      part: 'calendar',
      severity: 'error',
      text: `${say('design-whole.lint.hours.over', {
        rhythms: heavy.map((line) => inWords(line, decided, say)).join(', '),
        promised,
        over,
      })} ${fix(lines, promised, decided, say)}`,
      because: heavy.flatMap((line) => decided.because(`cadence.${line.format}`)),
    },
  ]
}

interface Line {
  format: string
  name: string
  rhythm: string
  /** Hours a month of a member who comes to what is meant for them. */
  hours: number
}

/** Hours a month by format, counted on the dated events with the share at which a member is expected. */
function memberLines(decided: Decided, parts: Parts): Line[] {
  const months = monthsOf(decided)
  const twin = parts.calendar.hours.rule === 'twin'
  return parts.calendar.series.flatMap((series) => {
    const events = parts.calendar.events.filter((event) => event.series === series.key && event.live)
    const minutes =
      events.reduce((total, event) => total + event.minutes, 0) /
      (twin && events.some((event) => event.slot === 'b') ? 2 : 1)
    const hours = ((minutes / 60) * (formats[series.format]?.share ?? 0)) / months
    const rhythm = decided.value<string>(`cadence.${series.format}`)
    return hours >= 0.05 && rhythm ? [{ format: series.format, name: series.name, rhythm, hours }] : []
  })
}

/** The smallest slowing down that fits; where one is not enough, the heaviest first until it does. */
function fix(lines: Line[], promised: number, decided: Decided, say: Words): string {
  const over = sum(lines) - promised
  const single = lines
    .flatMap((line) => slower(line))
    .filter((step) => step.saves >= over - 0.05)
    .toSorted((a, b) => a.saves - b.saves)[0]
  const steps = single ? [single] : several(lines, over)
  const saved = steps.reduce((total, step) => total + step.saves, 0)
  if (saved < over - 0.05 || steps.length === 0) return say('design-whole.lint.hours.ask', { hours: tenth(sum(lines)) })
  return say('design-whole.lint.hours.fix', {
    changes: listed(
      say,
      steps.map((step) => inWords({ ...step.line, rhythm: step.to }, decided, say)),
    ),
    hours: tenth(sum(lines) - saved),
  })
}

interface Step {
  line: Line
  to: string
  saves: number
}

function slower(line: Line): Step[] {
  const order = scales.rhythm ?? []
  const floor = Math.max(order.indexOf('quarterly'), 0)
  return order
    .slice(floor, Math.max(floor, order.indexOf(line.rhythm)))
    .map((to) => ({ line, to, saves: line.hours * (1 - perYear(to) / Math.max(1, perYear(line.rhythm))) }))
    .filter((step) => step.saves > 0.05)
}

function several(lines: Line[], over: number): Step[] {
  const steps: Step[] = []
  let left = over
  for (const line of lines.toSorted((a, b) => b.hours - a.hours)) {
    if (left <= 0.05) break
    const options = slower(line).toSorted((a, b) => a.saves - b.saves)
    const step = options.find((option) => option.saves >= left) ?? options.at(-1)
    if (step) {
      steps.push(step)
      left -= step.saves
    }
  }
  return steps
}

function inWords(line: Line, decided: Decided, say: Words): string {
  return phrase(say, 'design-whole.lint.hours.rhythm', {
    name: line.name,
    rhythm: sayValue(decided.locale, `cadence.${line.format}`, line.rhythm),
  })
}

const sum = (lines: readonly Line[]): number => lines.reduce((total, line) => total + line.hours, 0)
const tenth = (hours: number): number => Math.round(hours * 10) / 10
