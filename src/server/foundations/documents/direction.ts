/**
 * Which way a text runs, found in the text itself: an English document may quote an Arabic title, and the other way round.
 * The rule is that of the Unicode Bidirectional Algorithm (UAX #9, P2 and P3): the first strong letter decides.
 */
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const strong = /\p{L}/u
const figure = /\p{N}/u
const words = /\s+|[^\s]+/gu

/** The direction of a text. Figures alone always run to the right (`192 000`); `otherwise` where there is neither. */
export function directionOf(text: string, otherwise: 'ltr' | 'rtl' = 'ltr'): 'ltr' | 'rtl' {
  const first = strong.exec(text)?.[0]
  if (first === undefined) return figure.test(text) ? 'ltr' : otherwise
  return rightToLeft.test(first) ? 'rtl' : 'ltr'
}

/** A stretch of text whose words run one way. */
export interface Run {
  text: string
  rtl: boolean
}

/**
 * Cuts a text into stretches of one direction, for formats in which each run has to say its own (Word). Spaces and
 * figures stay with what stands before them when the same direction follows, and with the paragraph otherwise.
 */
export function runsOf(text: string, base: 'ltr' | 'rtl'): Run[] {
  const pieces = (text.match(words) ?? []).map((piece) => ({
    text: piece,
    rtl: strong.test(piece) ? directionOf(piece) === 'rtl' : undefined,
  }))
  const runs: Run[] = []
  pieces.forEach((piece, i) => {
    const before = runs.at(-1)?.rtl
    const after = pieces.slice(i).find((p) => p.rtl !== undefined)?.rtl
    const rtl = piece.rtl ?? (before !== undefined && before === after ? before : base === 'rtl')
    const last = runs.at(-1)
    if (last && last.rtl === rtl) last.text += piece.text
    else runs.push({ text: piece.text, rtl })
  })
  return runs
}
