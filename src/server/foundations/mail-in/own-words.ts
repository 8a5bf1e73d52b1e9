/**
 * What somebody wrote in an answer by mail, without the letter that they answer. When in doubt text is kept: an answer
 * between the lines of the letter stays with the lines that it answers, and where nothing would be left all of it stays.
 */

export interface OwnWords {
  /** Nothing where only the letter came back. */
  text: string
  /** It could not be told apart from the letter, which came along. */
  whole: boolean
}

/** `secrets` are the beginnings of addresses that are the reader's alone: lines with them never get out. */
export function ownWords(mail: string, secrets: readonly string[]): OwnWords {
  const lines = mail
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => !secrets.some((secret) => line.toLowerCase().includes(secret.toLowerCase())))
  const own = joined(withoutFoot(withoutLetter(lines)))
  if (own !== '') return { text: own, whole: false }
  const all = lines.filter((line) => !isQuoted(line))
  const rest = joined(withoutAttribution(all, all.length))
  return rest === '' ? { text: '', whole: false } : { text: joined(lines), whole: true }
}

/** From where on there is nothing but the letter. */
function withoutLetter(lines: readonly string[]): string[] {
  const block = lines.findIndex((_, i) => isHeaderBlock(lines, i))
  const above = lines.slice(0, block < 0 ? lines.length : block)
  while (block >= 0 && /^[-_*\s]*$|^-{2,}.*-{2,}$/.test(above.at(-1) ?? 'x')) above.pop()
  const unmarked = above.findIndex((_, i) => namesSender(above, i) && !above.slice(i).some(isQuoted))
  const kept = unmarked < 0 ? above : above.slice(0, unmarked)
  return withoutAttribution(kept, endOfOwn(kept))
}

/** Quoted lines at the end, and blank ones among them, are the letter. */
function endOfOwn(lines: readonly string[]): number {
  let end = lines.length
  while (end > 0 && (lines[end - 1]!.trim() === '' || isQuoted(lines[end - 1]!))) end--
  // Blank lines at the end are nobody's: they quote nothing.
  return lines.slice(end).some(isQuoted) ? end : lines.length
}

const isQuoted = (line: string) => /^\s*[>|]/.test(line)

/** `On Thursday … wrote:` and its sisters stand right above what is quoted, in one line or wrapped into several. */
function withoutAttribution(lines: readonly string[], end: number): string[] {
  const kept = lines.slice(0, end)
  if (end === lines.length && !lines.some((_, i) => namesSender(lines, i))) return kept
  let last = kept.length
  while (last > 0 && kept[last - 1]!.trim() === '') last--
  const begins = [1, 2, 3, 4]
    .map((n) => last - n)
    .filter(
      (first) =>
        first >= 0 && !kept.slice(first, last).includes('') && isAttribution(kept.slice(first, last).join(' ')),
    )
  // Where it is wrapped its last line alone looks like one: it begins with its first word.
  const first = begins.find((at) => opening.test(kept[at]!)) ?? begins[0]
  return first === undefined ? kept : kept.slice(0, first)
}

/** An attribution with an address begins in this line: nobody writes one of those by themselves. */
function namesSender(lines: readonly string[], at: number): boolean {
  if (!opening.test(lines[at]!)) return false
  return [1, 2, 3, 4].some((n) => {
    const said = lines.slice(at, at + n).join(' ')
    return said.includes('@') && isAttribution(said)
  })
}

const opening = /^\s*(on|le|el|em|am|il|op|den|في|بتاريخ|تم)\s/i
const verbs = /(wrote|writes|a écrit|écrit|escribió|escreveu|schrieb|ha scritto|schreef|skrev|كتب)/i

/** It ends with a colon and names a moment or an address. */
function isAttribution(said: string): boolean {
  return (
    /[:：]\s*$/.test(said) &&
    said.length < 400 &&
    /@|\d{4}|\d{1,2}[:h]\d{2}/.test(said) &&
    (verbs.test(said) || /@/.test(said))
  )
}

const headers =
  /^[*\s>]*(from|de|von|da|van|من|sent|envoyé|enviado( el)?|enviada em|gesendet|date|data|fecha|تاريخ|التاريخ|to|à|para|an|إلى|subject|objet|asunto|assunto|betreff|الموضوع)\s*\*?\s*[:：]/i

/** The heads of the letter as Outlook writes them above it, with nothing that marks its lines. */
function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!/^[*\s]*(from|de|von|da|van|من)\s*\*?\s*[:：]/i.test(lines[at]!)) return false
  return lines.slice(at, at + 6).filter((line) => headers.test(line)).length >= 3
}

const device =
  /^(sent from (my|outlook|yahoo|mail for) |get outlook for|envoyé (de|depuis) (mon|outlook|yahoo) |enviado (desde mi|do meu|a partir do) |أُ?رسلت من |تم الإرسال من ).{0,60}$/i

/** A signature below its sign, and what a telephone adds. */
function withoutFoot(lines: readonly string[]): string[] {
  const sign = lines.findLastIndex((line) => /^--\s?$/.test(line))
  const kept = lines.slice(0, sign < 0 || lines.slice(sign).some(isQuoted) ? lines.length : sign)
  while (kept.length > 0 && (kept.at(-1)!.trim() === '' || device.test(kept.at(-1)!.trim()))) kept.pop()
  return kept
}

function joined(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
