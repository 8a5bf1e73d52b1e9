/** A design as a document one likes to read: one page first, then the seven parts, then what stands behind them. */
import { words, type Locale, type Words } from '#i18n/index.ts'
import { nameOfAnswer, sayAnswer } from '../context/index.ts'
import { capital } from '../parts/common/phrases.ts'
import { partIds, type Design, type Json, type PartId } from '../types.ts'
import { annexes } from './annexes.ts'
import type { Block, BlockOf, DesignDocument } from './blocks.ts'
import { calendarBlocks } from './calendar.ts'
import { engagementBlocks } from './engagement.ts'
import { evaluationBlocks } from './evaluation.ts'
import { governanceBlocks } from './governance.ts'
import { knowledgeBlocks } from './knowledge.ts'
import { platformBlocks } from './platform.ts'
import { summaryBlocks } from './summary.ts'
import { sustainabilityBlocks } from './sustainability.ts'

export type { Block, DesignDocument } from './blocks.ts'

type Reason = BlockOf<'decision'>['why'][number]

const blocksOf: Record<PartId, (design: Design, words: Words) => Block[]> = {
  governance: governanceBlocks,
  calendar: calendarBlocks,
  knowledge: knowledgeBlocks,
  engagement: engagementBlocks,
  platform: platformBlocks,
  evaluation: evaluationBlocks,
  sustainability: sustainabilityBlocks,
}

/** The blocks of one part, numbered within it, with the answers behind its decisions in words. */
export function partBlocks(design: Design, part: PartId, words: Words): Block[] {
  return blocksOf[part](design, words).map((block) =>
    block.kind === 'decision' ? { ...block, why: block.why.map((reason) => inWords(reason, design.locale)) } : block,
  )
}

function inWords(reason: Reason, locale: Locale): Reason {
  return {
    ...reason,
    reason: capital(reason.reason),
    answers: reason.answers.map((answer) => ({
      ...answer,
      text: words(locale)('porch.pair', {
        term: nameOfAnswer(locale, answer.id),
        text: sayAnswer(locale, answer.id, answer.value as Json),
      }),
    })),
  }
}

/** The whole document. `date` (`YYYY-MM-DD`) is printed on the cover; `words` are those of the design's language. */
export function designDocument(design: Design, { date, words }: { date: string; words: Words }): DesignDocument {
  const { name, host } = design.context.community
  return {
    locale: design.locale,
    dir: words.dir,
    title: words('design-whole.title', { name }),
    subtitle: words('design-whole.subtitle', { host: host ?? 'nobody' }),
    date,
    footer: words('design-whole.footer', { name }),
    sections: [
      { id: 'summary', title: words('design-whole.summary.title'), blocks: summaryBlocks(design, words) },
      ...partIds.map((part, index) => ({
        id: part,
        number: String(index + 1),
        title: words(`design-whole.parts.${part}`),
        blocks: partBlocks(design, part, words),
      })),
      ...annexes(design, words),
    ],
  }
}
