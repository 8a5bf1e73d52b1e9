import type { Locale } from '#i18n/index.ts'
import { formatCatalogue, type EventFormat } from '../foundations/event-formats.ts'

/** An event format of the catalogue in a language: agenda, roles, preparation, follow-up. Throws on an unknown id. */
export function catalogueFormat(formatId: string, locale: Locale): EventFormat {
  const format = formatCatalogue(locale).formats.get(formatId)
  if (!format) throw new Error(`There is no event format "${formatId}"`)
  return format
}
