/** The catalogue of indicators in the reader's language. */
import catalogue from '#content/indicators.json' with { type: 'json' }
import french from '#content/fr/indicators.json' with { type: 'json' }

export interface Definition {
  key: string
  code: string
  level: string
  name: string
  definition: string
  numerator: string
  denominator: string | null
  unit: string
  frequency: string
}

interface Overlay {
  name?: string
  definition?: string
  numerator?: string
  denominator?: string
}

const english = new Map(catalogue.indicators.map((each) => [each.id, each]))
const overlays: Record<string, Record<string, Overlay>> = { fr: french.indicators as Record<string, Overlay> }

/** The seven levels, from activity to value. */
export const levels = catalogue.levels.map((level) => level.id)

/** The definition of an indicator by its id in content/indicators.json. Throws on an unknown id. */
export function definitionOf(key: string, locale: string): Definition {
  const own = english.get(key)
  if (!own) throw new Error(`No indicator "${key}" in the catalogue`)
  const said = overlays[locale]?.[key]
  return {
    key,
    code: own.code,
    level: own.level,
    name: said?.name ?? own.name,
    definition: said?.definition ?? own.definition,
    numerator: said?.numerator ?? own.formula.numerator,
    denominator: said?.denominator ?? own.formula.denominator ?? null,
    unit: own.unit,
    frequency: own.frequency,
  }
}
