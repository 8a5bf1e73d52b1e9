/** How wide letters are in the two fonts of the Word document, and how many lines a text makes. */
import { lookOf, type Look, type StyleId } from '../looks.ts'
import widths from './widths.json' with { type: 'json' }

/** A stretch of text in one face. */
export interface Piece {
  text: string
  /** What the run says beyond its paragraph's style. */
  sans?: boolean
  bold?: boolean
}

/** Heights of a line of each font as a share of its size (their `hhea` tables: Cambria, Calibri). */
const lineHeight = { serif: 1.17236, sans: 1.2207 }
/** Widths are in 2048ths of the size; a letter that is in no table is taken as a mean one. */
const perEm = 2048
const mean = 1100

const letters = new Map([...widths.letters].map((letter, i) => [letter, i]))

/** Height of a line in points, when pieces of the faces given stand on it. */
export function heightOf(style: StyleId, pieces: readonly Piece[] = []): number {
  const look = lookOf(style)
  const own = pieces.some((piece) => piece.sans === undefined) || pieces.length === 0 ? [lineHeight[look.font]] : []
  const others = pieces.flatMap((piece) =>
    piece.sans === undefined ? [] : [lineHeight[piece.sans ? 'sans' : 'serif']],
  )
  return Math.max(...own, ...others) * look.size * look.line
}

/** How many lines the pieces fill in a room of that width (points), broken as Word breaks them: after spaces and hyphens. */
export function linesOf(pieces: readonly Piece[], style: StyleId, room: number): number {
  const look = lookOf(style)
  let lines = 1
  let used = 0
  let word = 0
  let spaces = 0
  const settle = () => {
    used += word + spaces
    word = spaces = 0
  }
  for (const piece of pieces) {
    const { widths: wide, pairs } = faceOf(look, piece)
    let before = ''
    for (const letter of piece.text) {
      if (letter === '\n') {
        settle()
        lines += 1
        used = 0
        continue
      }
      const own = wide[letters.get(letter) ?? -1] ?? mean
      const width = ((own + (pairs[before + letter] ?? 0)) / perEm) * look.size
      before = letter
      if (letter === ' ' || letter === '\u2002') {
        spaces += width
        continue
      }
      if (spaces > 0) settle()
      word += width
      if (used + word > room && used > 0) {
        lines += 1
        used = 0
      }
      if (letter === '-' || letter === '–' || letter === '—') settle()
    }
  }
  return lines
}

interface Face {
  widths: readonly number[]
  /** How much nearer or further apart two letters stand (kerning). */
  pairs: Readonly<Record<string, number | undefined>>
}

function faceOf(look: Look, piece: Piece): Face {
  const sans = piece.sans ?? look.font === 'sans'
  if (!sans) return look.italic ? widths.serifItalic : widths.serif
  return (piece.bold ?? look.bold) ? widths.sansBold : widths.sans
}
