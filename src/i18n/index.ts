/**
 * The words of Copse: ICU MessageFormat catalogues, one file per room and language.
 * English is complete and gives the type of every key; another language falls back to it, key by key.
 */
import { IntlMessageFormat } from 'intl-messageformat'
import { catalogues, type Catalogue } from './catalogues.ts'

type Leaves<T> = T extends string
  ? ''
  : { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]

/** Every key of the English catalogue, such as `events.rsvp.yes`. */
export type Key = Leaves<Catalogue>
/** What a message may be filled with. */
export type Params = Record<string, string | number | bigint | boolean | Date | null | undefined>
/** Says one message in one language. */
export interface Words {
  /** The message of `key`, filled with `params`. Throws on a key that English does not have. */
  (key: Key, params?: Params): string
  /** BCP 47 tag of the language. */
  readonly locale: Locale
  /** Writing direction of the language. */
  readonly dir: 'ltr' | 'rtl'
  /** The same for a key that is put together at run time; `undefined` where there is none. */
  maybe(key: string, params?: Params): string | undefined
}

/** The languages that have a catalogue, English first. */
export const locales = ['en', 'fr'] as const
export type Locale = (typeof locales)[number]

const spoken = new Map<Locale, Words>()

/** The words of a language; an unknown one gets English. */
export function words(locale: string): Words {
  const known = locales.find((l) => l === locale) ?? locales.find((l) => locale.startsWith(`${l}-`)) ?? 'en'
  const found = spoken.get(known)
  if (found) return found
  const made = speak(known)
  spoken.set(known, made)
  return made
}

function speak(locale: Locale): Words {
  const own = flatten(catalogues[locale])
  const english = locale === 'en' ? own : flatten(catalogues.en)
  const compiled = new Map<string, string | IntlMessageFormat>()
  const filledOnce = fillings()
  const maybe = (key: string, params?: Params): string | undefined => {
    let message = compiled.get(key)
    if (message === undefined) {
      const written = own.get(key) ?? english.get(key)
      if (written === undefined) return undefined
      const text = locale === 'fr' ? kept(written) : written
      message = /[{'<]/.test(text)
        ? new IntlMessageFormat(text, own.has(key) ? locale : 'en', undefined, { ignoreTag: true })
        : text
      compiled.set(key, message)
    }
    return typeof message === 'string' ? message : filledOnce(key, message, params)
  }
  const say = (key: Key, params?: Params): string => {
    const text = maybe(key, params)
    if (text === undefined) throw new Error(`No words for "${key}"`)
    return text
  }
  return Object.assign(say, { locale, dir: 'ltr' as const, maybe })
}

/** French sets a space before these signs and inside its quotation marks; a line never breaks there. `::` is ICU's own. */
function kept(french: string): string {
  return french.replace(/ (?=[;?!»]|:(?!:))|(?<=«) /g, '\u00a0')
}

const mostFilled = 5000
/** Somebody's own long text is said once and not again. */
const longestFilled = 300

/**
 * Fills messages and keeps the last ones: pages say the same to many, and filling costs twenty times what finding does.
 */
function fillings() {
  const filled = new Map<string, string>()
  return (key: string, message: IntlMessageFormat, params: Params = {}): string => {
    let all = key
    for (const name in params) all += `\n${name} ${typeof params[name]} ${String(params[name])}`
    const known = filled.get(all)
    if (known !== undefined) return known
    const text = String(message.format(params))
    if (all.length > longestFilled) return text
    if (filled.size >= mostFilled) filled.delete(filled.keys().next().value!)
    filled.set(all, text)
    return text
  }
}

/** A nested catalogue as `room.key.path` → message. */
export function flatten(tree: object, before = '', into = new Map<string, string>()): Map<string, string> {
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') into.set(before + key, value)
    else flatten(value, `${before}${key}.`, into)
  }
  return into
}
