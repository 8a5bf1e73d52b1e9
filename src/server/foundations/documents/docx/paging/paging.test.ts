import { Packer, type PageNumberEstimator } from 'docx'
import { estimatePageNumbersWith } from 'docx/layout'
import { expect, test } from 'vitest'
import { anyManuscript } from '#tests/support/any-manuscript.ts'
import { arabic, english, french } from '#tests/support/manuscripts.ts'
import type { Manuscript } from '../../blocks.ts'
import { documentOf } from '../write.ts'
import { countPages } from './index.ts'

const layout = estimatePageNumbersWith({ guess: true })

/** The pages of the headings as we count them, and as the library lays them out. */
async function bothCounts(manuscript: Manuscript) {
  const counts: ReturnType<PageNumberEstimator>[] = []
  const both: PageNumberEstimator = (body, context) => {
    counts.push(countPages(body), layout(body, context))
    return counts[0]!
  }
  await Packer.toBuffer(documentOf(manuscript, both))
  return counts.map(({ bookmarks, pageCount }) => ({ pages: [...bookmarks], pageCount }))
}

const manuscripts: Record<string, Manuscript> = {
  English: english,
  French: french,
  Arabic: arabic,
  'one of 40 pages': anyManuscript(1),
  'one of 14 pages': anyManuscript(8),
}

test.each(Object.keys(manuscripts))(
  'every heading is on the page where a layout engine puts it: %s',
  async (name) => {
    const [ours, theirs] = await bothCounts(manuscripts[name]!)
    expect(ours).toEqual(theirs)
  },
  30_000,
)
