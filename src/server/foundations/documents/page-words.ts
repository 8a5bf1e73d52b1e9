/** "Page 3 of 40" cut at its two numbers, for formats that count the pages themselves. */
import type { Words } from '#i18n/index.ts'

export type PagePiece = 'page' | 'pages' | { text: string }

export function pageWords(words: Words): PagePiece[] {
  const marks = { page: '\u{E000}', pages: '\u{E001}' }
  const pieces = words('documents.page', marks).split(/([\u{E000}\u{E001}])/u)
  return pieces
    .filter((piece) => piece !== '')
    .map((piece) => (piece === marks.page ? 'page' : piece === marks.pages ? 'pages' : { text: piece }))
}
