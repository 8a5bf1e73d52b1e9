/** A design is printed as a manuscript: the blocks are the foundations' own, under the names this room uses. */
export type {
  Block,
  BlockOf,
  Column,
  Manuscript as DesignDocument,
  Section,
  Segment,
} from '#server/foundations/documents/blocks.ts'
