/** Figures as sentences. */
import type { Words } from '#i18n/index.ts'
import { number } from '#ui/format.ts'
import type { Figure } from '#server/learning/index.ts'

/** `61 %`, `120`, or that there is no data. */
export function figureText(w: Words, value: number | null, unit: string): string {
  if (value === null) return w('learning.noData')
  return unit === '%' ? w('learning.percent', { n: Math.round(value) }) : number(value, w.locale, 1)
}

/** The finding: what was, out of what. */
export function findingText(w: Words, figure: Figure): string {
  const said = w.maybe(`learning.findings.${figure.definition.key}`, {
    n: figure.numerator,
    of: figure.denominator,
    share: figure.value === null ? 0 : Math.round(figure.value),
  })
  return figure.value === null
    ? w('learning.noFinding', { name: figure.definition.name })
    : (said ?? figure.definition.name)
}

export function targetText(w: Words, figure: Figure): string {
  return figureText(w, figure.target, figure.definition.unit)
}
