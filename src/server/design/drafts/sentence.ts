import type { Locale } from '#i18n/index.ts'

/** A reason or a value as a sentence: it begins with a capital letter and ends with a point. */
export function asSentence(text: string, locale: Locale): string {
  const trimmed = text.trim()
  const [first = ''] = trimmed
  return `${first.toLocaleUpperCase(locale)}${trimmed.slice(first.length)}${/[.!?…]$/.test(trimmed) || trimmed === '' ? '' : '.'}`
}
