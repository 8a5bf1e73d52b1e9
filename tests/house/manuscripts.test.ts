/** The furniture declares the shape of a manuscript for itself; what the house writes must fit it. */
import { expectTypeOf, it } from 'vitest'
import type { Block, Manuscript } from '#server/foundations/documents/blocks.ts'
import type * as ui from '#ui/document/blocks.ts'

it('every manuscript of the house can be shown on screen', () => {
  expectTypeOf<Manuscript>().toExtend<ui.Manuscript>()
  expectTypeOf<Block['kind']>().toEqualTypeOf<ui.Block['kind']>()
})
