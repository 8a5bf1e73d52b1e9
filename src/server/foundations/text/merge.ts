/**
 * Two texts that began as the same third, put together by sentences and lines: whoever changes another sentence than
 * somebody else is not asked, and what two change in the same sentence is for people to settle. Three-way merge as in
 * Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007), by node-diff3.
 */
import { diff3Merge, diffComm } from 'node-diff3'

/** Pieces of a text at most, far more than minutes have: where they are all alike, the work grows as their cube. */
const most = 500

/**
 * Both changes in one text; `null` where both changed the same sentence, or one took away what the other changed. What both
 * wrote into the same place stands there twice, theirs first. `null`, too, for a text of hundreds of sentences.
 */
export function mergeTexts(base: string, theirs: string, mine: string, locale: string): string | null {
  const [a, o, b] = [theirs, base, mine].map((text) => pieces(text, locale)) as [string[], string[], string[]]
  if ([a, o, b].some(({ length }) => length > most)) return null
  const regions = diff3Merge(a, o, b, { excludeFalseConflicts: true })
  if (regions.some(({ conflict }) => conflict && conflict.o.length > 0)) return null
  return regions.flatMap(({ ok, conflict }) => ok ?? [...conflict!.a, ...conflict!.b]).join('')
}

/** A stretch of two texts: what both have, or what each has in that place. */
export type Stretch = { both: string } | { theirs: string; mine: string }

/** Where two texts differ; texts of hundreds of sentences as a whole. */
export function compareTexts(theirs: string, mine: string, locale: string): Stretch[] {
  const [a, b] = [pieces(theirs, locale), pieces(mine, locale)]
  if (a.length > most || b.length > most) return theirs === mine ? [{ both: mine }] : [{ theirs, mine }]
  return diffComm(a, b).map(({ common, buffer1, buffer2 }) =>
    common ? { both: common.join('') } : { theirs: buffer1.join(''), mine: buffer2.join('') },
  )
}

/** Sentences and lines, and what stands between them, so that a sentence is the same whatever follows it. */
function pieces(text: string, locale: string): string[] {
  return [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text)].flatMap(({ segment }) => {
    const sentence = segment.trimEnd()
    const gap = segment.slice(sentence.length)
    return [sentence, gap].filter(Boolean)
  })
}
