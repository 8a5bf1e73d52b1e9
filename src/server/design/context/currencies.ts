/** Currencies in which a budget may be counted, with the rate that the document states. */
import table from '#content/currencies.json' with { type: 'json' }

export interface Currency {
  /** ISO 4217. */
  code: string
  /** Units of it for one US dollar, about. */
  perUsd: number
  /** `YYYY-MM-DD`: the day that the rate is from. */
  asOf: string
}

const byCode = new Map(
  table.currencies.map(({ code, per_usd }) => [code, { code, perUsd: per_usd, asOf: table.as_of }]),
)

/** The codes of all currencies with a rate. */
export const currencyCodes: readonly string[] = [...byCode.keys()]

/** A currency by its ISO 4217 code; `undefined` where there is no rate. */
export const currency = (code: string): Currency | undefined => byCode.get(code)

/** A sum in US dollars, rounded to whole dollars. Throws on a currency without a rate. */
export function toUsd(sum: number, code: string): number {
  const known = currency(code)
  if (!known) throw new Error(`No rate for the currency "${code}"`)
  return Math.round(sum / known.perUsd)
}
