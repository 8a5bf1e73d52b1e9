/** Content lines of RFC 5545: what may stand in a value, and how long a line may be. */

/** A TEXT value: backslash, semicolon, comma and line end escaped (3.3.11); control characters left out. */
export function text(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
}

/** A parameter's value in quotes, its own quotes, line ends and circumflexes as RFC 6868 writes them. */
export function quoted(value: string): string {
  const safe = value
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
    .replaceAll('^', '^^')
    .replaceAll('\n', '^n')
    .replaceAll('"', "^'")
  return `"${safe}"`
}

/** A URI as it stands: what could break out of its line is percent-encoded. */
export function uri(value: string): string {
  return value.replace(/[\s\u0000-\u001f\u007f]/g, (c) => encodeURIComponent(c))
}

const longest = 75

/** Lines folded at 75 octets (3.1), never inside a character, and ended with CRLF, the last one too. */
export function fold(lines: readonly string[]): string {
  return lines.map((line) => `${foldOne(line)}\r\n`).join('')
}

function foldOne(line: string): string {
  if (line.length <= longest / 3 || Buffer.byteLength(line) <= longest) return line
  if (/^[\x00-\x7f]*$/.test(line)) return line.slice(0, longest) + line.slice(longest).replace(/.{1,74}/gs, '\r\n $&')
  let folded = ''
  let octets = 0
  for (const character of line) {
    const more = Buffer.byteLength(character)
    if (octets + more > longest) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += more
  }
  return folded
}
