import { Document, Packer, SectionType, type PageNumberEstimator } from 'docx'
import { words as wordsOf } from '#i18n/index.ts'
import type { Manuscript } from '../blocks.ts'
import { placed } from '../placed.ts'
import { settled } from '../text.ts'
import { blockOf, heading } from './blocks.ts'
import { contents, cover, coverFoot, foot, head, pageOf } from './front.ts'
import { countPages } from './paging/index.ts'
import type { Setting } from './setting.ts'
import { numbering, otherStyles, styles } from './styles.ts'

/**
 * Writes a manuscript as a Word document: real styles, a contents field that already holds its entries and page numbers,
 * repeated table heads, a language, right-to-left paragraphs where the text runs so.
 */
export async function write(manuscript: Manuscript): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toBuffer(documentOf(manuscript, countPages)))
}

/** The document, before it is packed. `pageNumbers` says on which page each heading stands. */
export function documentOf(draft: Manuscript, pageNumbers: PageNumberEstimator): Document {
  const manuscript = settled(draft)
  const setting: Setting = {
    manuscript,
    words: wordsOf(manuscript.locale),
    rtl: manuscript.dir === 'rtl',
    count: { lists: 0, notices: 0 },
  }
  return new Document({
    title: manuscript.title,
    creator: manuscript.footer,
    lastModifiedBy: manuscript.footer,
    description: manuscript.subtitle,
    externalStyles: otherStyles(setting),
    styles: styles(setting),
    numbering: numbering(),
    pageNumbers,
    sections: [
      {
        properties: { ...pageOf, titlePage: true },
        headers: { default: head(setting) },
        footers: { first: coverFoot(setting), default: foot(setting) },
        children: [...cover(setting), ...contents(setting)],
      },
      ...manuscript.sections.map((section) => ({
        properties: { ...pageOf, type: SectionType.NEXT_PAGE },
        headers: { default: head(setting, section.title) },
        footers: { default: foot(setting) },
        children: [
          heading(section.title, 1, setting, section.number),
          ...placed(section.blocks).flatMap((block) => blockOf(block, setting)),
        ],
      })),
    ],
  })
}
