/** The time zones to choose from, by continent, as the running zone data has them. */
import { currentName } from '../foundations/time/index.ts'

export interface ZoneChoice {
  /** IANA identifier. */
  zone: string
  /** `Dar es Salaam`. */
  city: string
}

/** Continents with their zones in order of the alphabet; `UTC` stands by itself. */
export function zonesByContinent(): Record<string, ZoneChoice[]> {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => currentName(zone)))
  const by = Object.groupBy([...zones].toSorted(), (zone) => zone.split('/')[0]!)
  return Object.fromEntries(
    Object.entries(by).map(([continent, each]) => [continent, each!.map((zone) => ({ zone, city: cityOf(zone) }))]),
  )
}

/** `America/Argentina/Buenos_Aires` is Argentina, Buenos Aires. */
function cityOf(zone: string): string {
  return (zone.split('/').slice(1).join(', ') || zone).replaceAll('_', ' ')
}
