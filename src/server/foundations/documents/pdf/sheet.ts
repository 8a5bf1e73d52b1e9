/** A manuscript made ready for the typesetter: nothing is left to decide but where the ink goes. */
import { words as wordsOf, type Words } from '#i18n/index.ts'
import type { Block, Manuscript } from '../blocks.ts'
import { columnShares, isDense } from '../columns.ts'
import { longDate, twelveMonths } from '../dates.ts'
import { pageWords } from '../page-words.ts'
import { palette } from '../palette.ts'
import { placed } from '../placed.ts'
import { settled } from '../text.ts'
import { growthLines } from '../trunk.ts'
import { whyInWords } from '../why.ts'
import { yearCells, yearLegend } from '../year.ts'
import { inColumns, isTooLong } from './margin.ts'

/** Gives the data that `manuscript.typ` reads, as JSON. */
export function sheetOf(draft: Manuscript): string {
  const manuscript = settled(draft)
  const words = wordsOf(manuscript.locale)
  const { locale } = manuscript
  const day = Temporal.PlainDate.from(manuscript.date)
  return JSON.stringify({
    ...manuscript,
    lang: new Intl.Locale(locale).language,
    date: longDate(manuscript.date, locale),
    day: { year: day.year, month: day.month, day: day.day },
    palette,
    trunk: trunkDrawing(manuscript.title),
    words: sheetWords(words),
    sections: manuscript.sections.map((section) => ({
      ...section,
      blocks: placed(section.blocks).map(({ block, ...place }) => ({ ...ready(block, words, locale), ...place })),
    })),
  })
}

function ready(block: Block, words: Words, locale: string): object {
  switch (block.kind) {
    case 'decision': {
      const why = whyInWords(block, words, locale)
      return { ...block, reasons: why, ...(isTooLong(why, block.text) && { under: inColumns(why) }) }
    }
    case 'table':
      return {
        ...block,
        shares: columnShares(block),
        dense: isDense(block),
        columns: block.columns.map((c) => ({ align: 'start', ...c })),
      }
    case 'year':
      return {
        ...block,
        months: twelveMonths(block.start, locale),
        legend: yearLegend(block, words),
        rows: block.rows.map((row) => ({ name: row.name, cells: yearCells(row) })),
      }
    case 'agenda': {
      const length = (minutes: number) => words('documents.agenda.forMinutes', { minutes })
      return { ...block, segments: block.segments.map((s) => ({ ...s, length: length(s.minutes) })) }
    }
    default:
      return block
  }
}

function sheetWords(words: Words): object {
  return {
    contents: words('documents.contents'),
    why: words('documents.why.title'),
    page: pageWords(words).map((piece) => (piece === 'page' || piece === 'pages' ? piece : { text: piece.text })),
    agenda: { legend: words('documents.agenda.legend') },
    tone: {
      good: words('documents.tone.good'),
      care: words('documents.tone.care'),
      bad: words('documents.tone.bad'),
    },
  }
}

/** The community's trunk, drawn from its name or a title. */
export function trunkDrawing(seed: string): string {
  const lines = growthLines(seed).map((d, i) => {
    const stroke = i === 0 ? palette.ring1 : i % 3 === 0 ? palette.ring2 : palette.ring3
    return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${i === 0 ? 9 : 4}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">${lines.join('')}</svg>`
}
