/** A series as it is said to somebody. */
import { sayRule } from './draft.ts'

export interface SaidSeries {
  rule: string | null
  rule_in_words: string
  by_hand: boolean
  slots: string[]
  wall_time: string
  zone: string
  starts_on: string
}

/** The rule in words: of what people planned in the reader's language, of what a design made in the design's own words. */
export function wordsOf(series: SaidSeries, locale: string): string {
  if (!series.by_hand || series.rule === null) return series.rule_in_words
  return sayRule(series.rule, { from: series.starts_on, slots: timesOf(series), zone: series.zone }, locale)
}

/** The wall times of a series, in turn. */
export function timesOf(series: { slots: readonly string[]; wall_time: string }): readonly string[] {
  return series.slots.length > 0 ? series.slots : [series.wall_time]
}
