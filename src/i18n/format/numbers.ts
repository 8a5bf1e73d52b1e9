/**
 * Numbers as people read them. Thousands are parted by a narrow no-break space in every language (SI Brochure 5.4.4):
 * a point or a comma there is a decimal sign to half of the readers. No number breaks over two lines.
 */
import { listFormat, numberFormat, saidOnce } from './intl.ts'

const narrow = '\u202f'
const noBreak = '\u00a0'

/** A number, with at most `decimals` places (2 unless told). */
export function number(value: number, locale: string, decimals = 2): string {
  return saidOnce(`number ${locale} ${decimals} ${value}`, () =>
    join(numberFormat(locale, { maximumFractionDigits: decimals }).formatToParts(value)),
  )
}

/** A share between 0 and 1 as a percentage: `0.61` gives `61 %`. */
export function percent(share: number, locale: string, decimals = 0): string {
  return join(numberFormat(locale, { style: 'percent', maximumFractionDigits: decimals }).formatToParts(share))
}

/**
 * An amount with its currency (ISO 4217): `R 273 880`, `US$ 15 600.50`. Whole amounts carry no decimals. A sign that
 * several currencies share gives way to the longer one.
 */
export function money(amount: number, currency: string, locale: string): string {
  const wish = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const
  const short = numberFormat(locale, { ...wish, currencyDisplay: 'narrowSymbol' }).formatToParts(amount)
  const shared = /^([$£¥]|kr|Rs|R\$)$/.test(short.find((part) => part.type === 'currency')?.value ?? '')
  return join(shared ? numberFormat(locale, { ...wish, currencyDisplay: 'symbol' }).formatToParts(amount) : short)
}

/** The size of a file in bytes: `9 kB`, `1.4 MB`. */
export function bytes(size: number, locale: string): string {
  const small = size < 999_500
  const value = small ? Math.max(1, Math.round(size / 1e3)) : size / 1e6
  const wish = { style: 'unit', unit: small ? 'kilobyte' : 'megabyte', unitDisplay: 'short' } as const
  return join(numberFormat(locale, { ...wish, maximumFractionDigits: value < 10 ? 1 : 0 }).formatToParts(value))
}

/** Words in a row: "a, b and c". */
export function list(
  items: readonly string[],
  locale: string,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return listFormat(locale, { type }).format(items)
}

/** Spaces that hold; a letter or percent sign never touches its figure. */
function join(parts: readonly Intl.NumberFormatPart[]): string {
  return parts
    .map(({ type, value }, i) => {
      if (type === 'group') return narrow
      if (type === 'minusSign') return value.replace('-', '\u2212')
      if (type === 'literal') return value.replace(/\s/g, noBreak)
      const after = parts[i + 1]?.type
      if (type === 'currency' && after === 'integer' && /\p{L}/u.test(value)) return value + noBreak
      if (after === 'percentSign' && type !== 'plusSign') return value + noBreak
      return value
    })
    .join('')
}
