/** The first letters of the first and the last part of a name, in any script; Arabic letters stay apart. */
export function initials(name: string): string {
  const parts = name
    .trim()
    .split(/[\s\u00a0]+/)
    .filter((part) => /\p{L}/u.test(part))
  const ends = parts.length > 1 ? [parts[0]!, parts.at(-1)!] : parts
  const letters = ends.map((part) => part.match(/\p{L}\p{M}*/u)?.[0].toLocaleUpperCase() ?? '')
  return letters.join(letters.some((letter) => /\p{Script=Arabic}/u.test(letter)) ? ' ' : '')
}
