/** Names in a report beside the names of people: which are the same, and how much alike two are. Pure. */
import { fold } from './headings.ts'

/** What programs and devices add to a name. */
const added =
  /\b(external|guest|unverified|externe|invite|invitado|convidado|extern|gast|he him|she her|they them|host|co host|iphone|ipad|galaxy|android|huawei|tecno|redmi|pixel|macbook|laptop|phone|tablet|tel)\b/g

/**
 * What a name in a report may mean: «Amina O. (Amina Otieno)» both, «Amina Otieno | Elimu Trust» its first half, «Sipho's
 * iPhone» Sipho. Folded, words in the order of the alphabet, so that «Otieno, Amina» is the same.
 */
export function readings(name: string): string[] {
  const inside = [...name.matchAll(/\(([^)]*)\)/g)].map((match) => match[1]!)
  const outside = name.replace(/\([^)]*\)/g, ' ')
  const pieces = [outside, ...inside].flatMap((piece) => [piece, ...piece.split(/\s[-–—]\s|[|/_–—]/)])
  return [...new Set(pieces.map(plain).filter((piece) => piece.length > 1))]
}

/** Words less alike than this are two words. */
export const nearWord = 0.6

/** A person's name as `readings` has it. */
export const plain = (name: string): string =>
  fold(name.replace(/['’]s\b/g, ' '))
    .replace(added, ' ')
    .split(' ')
    .filter(Boolean)
    .toSorted()
    .join(' ')

/**
 * How much alike two plain names are, 0 to 1: each word finds the word of the other that it is most alike, an initial
 * counts for a part of its word, and what is left over counts against.
 */
export function likeness(a: string, b: string): number {
  const [short, long] = [a.split(' '), b.split(' ')].toSorted((x, y) => x.length - y.length) as [string[], string[]]
  const left = [...long]
  let sum = 0
  for (const word of short) {
    const best = left.map((other, i) => ({ i, like: alike(word, other) })).toSorted((x, y) => y.like - x.like)[0]
    if (!best || best.like < nearWord) continue
    sum += best.like
    left.splice(best.i, 1)
  }
  return (2 * sum) / (short.length + long.length)
}

/** How much alike two words are, 0 to 1. */
export function alike(a: string, b: string): number {
  if (a === b) return 1
  if (Math.min(a.length, b.length) === 1) return a[0] === b[0] ? 0.6 : 0
  const longer = Math.max(a.length, b.length)
  return longer - Math.min(a.length, b.length) > longer * 0.4 ? 0 : 1 - steps(a, b) / longer
}

/** Letters to put in, take out or change to make one of the other (Levenshtein). */
function steps(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    row = next
  }
  return row[b.length]!
}
