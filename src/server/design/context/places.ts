/** Countries, languages and time zones: which exist, and which is meant by a name or a slip of the pen. */

const codes = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF ' +
  'CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH ' +
  'GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW ' +
  'KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG ' +
  'NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN ' +
  'SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE ' +
  'YT ZA ZM ZW'
).split(' ')

/** ISO 3166-1 alpha-2 codes, and XK, which everybody uses for Kosovo. */
export const countryCodes: readonly string[] = codes

const countrySet = new Set(codes)

/** The code of a country written as a code in small letters or by its name in English or French. */
export function countryMeant(text: string): string | undefined {
  const upper = text.trim().toUpperCase()
  return countrySet.has(upper) ? upper : named('region', codes).get(fold(text))
}

/** BCP 47 tags of languages that have a name: `en`, `fr`, `sw`, `pt-BR`, `prs`. */
export function isLanguage(tag: string): boolean {
  if (!/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(tag)) return false
  return languageNames.of(tag) !== undefined
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

const commonLanguages =
  'aa af ak am ar as az be bg bi bm bn bo bs ca ceb ckb cs cy da de dz ee el en es et eu fa ff fi fil fj fr ga gl gn gu ha he hi hr ht hu hy id ig is it ja ka ki kk km kn ko ku ky lb lg ln lo lt lv mg mi mk ml mn mr ms mt my nd ne nl no ny om or pa pl prs ps pt qu rm rn ro ru rw sd sg si sk sl sm sn so sq sr ss st sv sw ta te tg th ti tk tl tn to tpi tr ts tt uk ur uz ve vi wo xh yo zh zu'.split(
    ' ',
  )

/** The tag of a language written in capitals or by its name in English or French. */
export function languageMeant(text: string): string | undefined {
  const [main = '', ...rest] = text.trim().replaceAll('_', '-').split('-')
  const tag = [
    main.toLowerCase(),
    ...rest.map((part) => (part.length === 4 ? capitalised(part) : part.toUpperCase())),
  ].join('-')
  return isLanguage(tag) ? tag : named('language', commonLanguages).get(fold(text))
}

/** Whether it is an IANA time zone by name (`Africa/Johannesburg`, `UTC`), not an offset. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone === 'UTC' || zone.includes('/')
  } catch (problem) {
    if (problem instanceof RangeError) return false
    throw problem
  }
}

const nameTables = new Map<string, Map<string, string>>()

/** Names in English and French, folded, to codes; made when first asked for. */
function named(type: 'region' | 'language', all: readonly string[]): Map<string, string> {
  const made = nameTables.get(type)
  if (made) return made
  const table = new Map<string, string>()
  for (const locale of ['en', 'fr']) {
    const names = new Intl.DisplayNames(locale, { type, fallback: 'none' })
    for (const code of all) {
      const name = names.of(code)
      if (name) table.set(fold(name), code)
    }
  }
  nameTables.set(type, table)
  return table
}

/** Without accents, case, punctuation: "Côte d’Ivoire" and "cote d'ivoire" are one. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
