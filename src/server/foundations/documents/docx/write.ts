import { Document, Packer, SectionType } from 'docx'
import { estimatePageNumbersWith } from 'docx/layout'
import { words as wordsOf } from '#i18n/index.ts'
import type { Manuscript } from '../blocks.ts'
import { levelled } from '../levels.ts'
import { settled } from '../text.ts'
import { blockOf, heading } from './blocks.ts'
import { contents, cover, coverFoot, foot, head, pageOf } from './front.ts'
import type { Setting } from './setting.ts'
import { numbering, otherStyles, styles } from './styles.ts'

/**
 * Writes a manuscript as a Word document: real styles, a contents field that already holds its entries and page numbers,
 * repeated table heads, a language, right-to-left paragraphs where the text runs so.
 */
export async function write(draft: Manuscript): Promise<Uint8Array> {
  const manuscript = settled(draft)
  const setting: Setting = {
    manuscript,
    words: wordsOf(manuscript.locale),
    rtl: manuscript.dir === 'rtl',
    lists: { count: 0 },
  }
  const document = new Document({
    title: manuscript.title,
    creator: manuscript.footer,
    lastModifiedBy: manuscript.footer,
    description: manuscript.subtitle,
    externalStyles: otherStyles(setting),
    styles: styles(setting),
    numbering: numbering(),
    // Word's own fonts are measured; text in letters that they lack is guessed at, which moves a page number at most.
    pageNumbers: estimatePageNumbersWith({ guess: true }),
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
          ...levelled(section.blocks).flatMap((block) => blockOf(block, setting)),
        ],
      })),
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
