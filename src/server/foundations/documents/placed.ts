/** What a block is beside its neighbours, for formats that show that: its level, and whether it opens, sums up or explains. */
import type { Block } from './blocks.ts'

export interface Placed {
  block: Block
  /** Level of its title in the outline: 1 is the section's own. */
  level: number
  /** The first block of its section. */
  opens: boolean
  /** Definitions of a few words each right after the first words of a section: its figures at a glance. */
  facts: boolean
  /** The first agenda or year of its section, which says how to read the others. */
  explained: boolean
}

/**
 * The blocks of a section in their places. The shallowest heading gets level 2, whichever level it was written with, so
 * that no level of the outline is left out; a decision is one below the heading over it.
 */
export function placed(blocks: readonly Block[]): Placed[] {
  const shift = Math.min(...blocks.map((block) => (block.kind === 'heading' ? block.level : Infinity))) - 2
  let over = 1
  return blocks.map((block, i) => {
    if (block.kind === 'heading') over = block.level - shift
    return {
      block,
      level: block.kind === 'heading' ? over : over + 1,
      opens: i === 0,
      facts: isFacts(block) && isLede(blocks[i - 1]),
      explained: blocks.findIndex((other) => other.kind === block.kind) === i,
    }
  })
}

const isLede = (block: Block | undefined): boolean => block?.kind === 'paragraph' && block.style === 'lede'

const isFacts = (block: Block): boolean =>
  block.kind === 'definitions' &&
  block.items.length >= 3 &&
  block.items.every(({ text, note = '' }) => text.length <= 40 && note.length <= 120)
