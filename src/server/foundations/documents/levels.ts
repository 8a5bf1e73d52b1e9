/** At which level the title of each block stands, so that a decision is always one below the heading over it. */
import type { Block } from './blocks.ts'

/** A block and the level of its title: 1 is the section's own. */
export interface Levelled {
  block: Block
  level: number
}

export function levelled(blocks: readonly Block[]): Levelled[] {
  let over = 1
  return blocks.map((block) => {
    if (block.kind === 'heading') over = block.level
    return { block, level: block.kind === 'heading' ? block.level : over + 1 }
  })
}
