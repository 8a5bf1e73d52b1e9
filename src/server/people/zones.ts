/** The time zones to choose from, by continent, as the running zone data has them. */

export interface ZoneChoice {
  /** IANA identifier. */
  zone: string
  /** `Dar es Salaam`. */
  city: string
}

/** What CLDR lists under a name that IANA has replaced since (tz database, `backward`). */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** Continents with their zones in order of the alphabet; `UTC` stands by itself. */
export function zonesByContinent(): Record<string, ZoneChoice[]> {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => renamed[zone] ?? zone))
  const by = Object.groupBy([...zones].toSorted(), (zone) => zone.split('/')[0]!)
  return Object.fromEntries(
    Object.entries(by).map(([continent, each]) => [continent, each!.map((zone) => ({ zone, city: cityOf(zone) }))]),
  )
}

/** `America/Argentina/Buenos_Aires` is Argentina, Buenos Aires. */
function cityOf(zone: string): string {
  return (zone.split('/').slice(1).join(', ') || zone).replaceAll('_', ' ')
}
