/** How long, as reports say it. Pure. */

const units: [RegExp, number][] = [
  [/^(std|stunden?|h|hrs?|hours?|heures?|horas?|ore|uur|godz|س|ساع)/u, 3600],
  [/^(sek|sec|seg|s|ث)/u, 1],
  [/^(min|m|мин|د)/u, 60],
]

/**
 * Seconds of `1h 2m 3s`, `1 hr 2 min`, `1 h 2 min 3 s`, `1 Std. 2 Min.`, `01:02:03` and, with nothing said, of minutes:
 * `62`, `62,5`. `null` for what says none.
 */
export function secondsOf(text: string): number | null {
  const plain = westernDigits(text).trim().toLowerCase()
  if (plain === '') return null
  const clock = /^(\d{1,3}):(\d{2}):(\d{2})$/.exec(plain)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  if (/^\d{1,5}([.,]\d+)?$/.test(plain)) return Math.round(Number(plain.replace(',', '.')) * 60)
  const parts = [...plain.matchAll(/(\d{1,5}(?:[.,]\d+)?)\s*(\p{L}+)\.?/gu)]
  if (parts.length === 0 || plain.replace(/(\d{1,5}(?:[.,]\d+)?)\s*(\p{L}+)\.?/gu, '').trim() !== '') return null
  let seconds = 0
  for (const [, figure, unit] of parts) {
    const size = units.find(([said]) => said.test(unit!))?.[1]
    if (!size) return null
    seconds += Number(figure!.replace(',', '.')) * size
  }
  return Math.round(seconds)
}

/** Arabic-Indic and Persian figures as 0 to 9. */
export function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}
