/** What the documents of all parts do with their decisions. */
import type { Words } from '#i18n/index.ts'
import { capital } from '../parts/common/phrases.ts'
import { nameOfPath, say } from '../rules/say.ts'
import { partIds, type Design, type PartId } from '../types.ts'
import type { Block, BlockOf } from './blocks.ts'
import { heading } from './tables.ts'
import { decisionBlock, type Settled } from './why-of.ts'

/** Tells decisions and remembers which paths were told, so that the rest can be told after them. */
export interface Teller {
  tell(settled: Settled): BlockOf<'decision'>
  /** The decisions of a part that no block told, each with its reasons: nothing is settled unseen. */
  rest(part: PartId, words: Words): Block[]
}

/** A teller for one part of one design. */
export function teller(design: Design): Teller {
  const told = new Set<string>()
  return {
    tell(settled) {
      for (const path of settled.because) told.add(path)
      return decisionBlock(design, settled)
    },
    rest(part, words) {
      const left = design.decisions.filter(
        (decision) => decision.part === part && !told.has(decision.id) && !isNothing(decision.value),
      )
      if (left.length === 0) return []
      return [
        heading(words('design-whole.annex.settled'), `${part}-settled`),
        ...left.map((decision) =>
          decisionBlock(design, {
            title: nameOfPath(design.locale, decision.id),
            text: `${capital(say(design.locale, decision.id, decision.value))}.`,
            because: [decision.id],
          }),
        ),
      ]
    },
  }
}

/** Numbers the decisions of a part in order: 3.1, 3.2 … */
export function numbered(part: PartId, blocks: readonly Block[]): Block[] {
  const first = partIds.indexOf(part) + 1
  let second = 0
  return blocks.map((block) => (block.kind === 'decision' ? { ...block, number: `${first}.${++second}` } : block))
}

const isNothing = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)
