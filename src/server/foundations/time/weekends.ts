/** On which days a country rests. Source: CLDR week data of the runtime, corrected where it is out of date. */

/**
 * What CLDR has wrong or lacks, `[k]`. Bangladesh, Djibouti, the Maldives and Palestine rest on Friday and Saturday, Brunei on Friday and
 * Sunday, Iran on Thursday and Friday; Somali employers differ, so all three days count.
 */
const corrected: Record<string, number[]> = {
  BD: [5, 6],
  BN: [5, 7],
  DJ: [5, 6],
  IR: [4, 5],
  MV: [5, 6],
  PS: [5, 6],
  SO: [4, 5, 6],
}

/**
 * The weekend of a country (ISO 3166-1 alpha-2) as ISO weekdays, 1 Monday to 7 Sunday; Saturday and Sunday where nothing is known.
 * Where only Sunday is a day of rest (India, Uganda) Saturday is counted in: many offices keep half of it at most.
 */
export function weekendOf(country: string): number[] {
  const known = corrected[country] ?? new Intl.Locale(`und-${country}`).getWeekInfo()?.weekend ?? [6, 7]
  return known.length === 1 && known[0] === 7 ? [6, 7] : [...known]
}
