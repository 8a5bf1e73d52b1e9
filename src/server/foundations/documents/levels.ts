/** At which level the title of each block stands, so that no level of the outline is left out. */
import type { Block } from './blocks.ts'

/** A block and the level of its title: 1 is the section's own. */
export interface Levelled {
  block: Block
  level: number
}

/**
 * The levels of a section's titles. Its own is 1 and the shallowest heading in it 2, whichever level that was written
 * with; a decision is one below the heading over it.
 */
export function levelled(blocks: readonly Block[]): Levelled[] {
  const shift = Math.min(...blocks.map((block) => (block.kind === 'heading' ? block.level : Infinity))) - 2
  let over = 1
  return blocks.map((block) => {
    if (block.kind === 'heading') over = block.level - shift
    return { block, level: block.kind === 'heading' ? over : over + 1 }
  })
}
