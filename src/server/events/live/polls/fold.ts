/** Words that mean the same are one word: without case, accents and plural, as each language has them. Pure. */
import rude from '#content/rude-words.json' with { type: 'json' }

/** Plurals by ending, the first that fits; words that only look like one stay (`analysis`, `process`, `campus`, `processus`). */
const plurals: Record<string, readonly (readonly [RegExp, string])[]> = {
  en: [
    [/(?<=ss|us|is)$/, ''],
    [/(?<=[^aeiou])ies$/, 'y'],
    [/(?<=(?:s|x|z|ch|sh))es$/, ''],
    [/s$/, ''],
  ],
  fr: [
    [/(?<=ss|us|is)$/, ''],
    [/(?<=eau)x$/, ''],
    [/aux$/, 'al'],
    [/(?<=[eo]u)x$/, ''],
    [/s$/, ''],
  ],
}

/** Words per language that no cloud shows. */
const rudeWords: Record<string, ReadonlySet<string>> = {
  en: new Set(rude.en.map((word) => foldWord(word, 'en'))),
  fr: new Set(rude.fr.map((word) => foldWord(word, 'fr'))),
}

/** What several spellings have in common: `Indicators`, `indicator` and `INDICATOR` are one. */
export function fold(text: string, locale: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .split(/\s+/)
    .map((word) => foldWord(word, locale))
    .join(' ')
}

/** Whether a text has a word in it that the list of some language has: whoever types one picks the language. */
export function isRude(text: string): boolean {
  const words = text.normalize('NFKC').split(/[^\p{L}\p{M}\p{N}]+/u)
  return Object.entries(rudeWords).some(([locale, list]) => words.some((word) => list.has(foldWord(word, locale))))
}

function foldWord(word: string, locale: string): string {
  const bare = word
    .toLocaleLowerCase(locale)
    .normalize('NFD')
    // Marks of letters that Latin, Greek and Cyrillic words may go without; of other scripts they carry the meaning.
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
    .normalize('NFC')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/^[^\p{L}\p{N}#]+|[^\p{L}\p{N}%]+$/gu, '')
  if (bare.length < 4) return bare
  const [ending, singular] = (plurals[locale.slice(0, 2)] ?? plurals.en!).find(([ending]) => ending.test(bare)) ?? [
    /$/,
    '',
  ]
  return bare.replace(ending, singular)
}
