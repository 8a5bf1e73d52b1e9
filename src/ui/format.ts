/** Figures, money, dates and times in the reader's language; formatters are made once per language and zone. */
export { bytes, list, money, number, percent } from '#i18n/format/numbers.ts'
export { date, isoDay, months, pieces, relative, time, type DateStyle, type Told } from '#i18n/format/dates.ts'
