import type { Words } from '#i18n/index.ts'
import { money, number } from '#ui/format.ts'

/** A figure of a design in words: 24, 2.5 h, R 250 000. */
export function sayMeasure(
  w: Words,
  measure: { unit: 'count' | 'hours' | 'money'; currency?: string | undefined },
  value: number,
): string {
  if (measure.unit === 'money') return money(value, measure.currency ?? 'USD', w.locale)
  return measure.unit === 'hours'
    ? w('studio.measures.hoursUnit', { hours: number(value, w.locale) })
    : number(value, w.locale)
}
