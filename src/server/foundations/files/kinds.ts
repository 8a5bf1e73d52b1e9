/** Kinds of files that are taken, told by their content. Nothing that a browser would run, nothing that holds macros. */

export interface FileKind {
  type: string
  /** Endings that fit; the first is the usual one. */
  endings: readonly [string, ...string[]]
}

interface Known extends FileKind {
  is(content: Buffer): boolean
}

const starts =
  (...bytes: number[]) =>
  (content: Buffer) =>
    bytes.every((byte, i) => content[i] === byte)
const says = (text: string, at: number) => (content: Buffer) =>
  content.toString('latin1', at, at + text.length) === text
/** Office documents are ZIP archives; the names of their parts stand in them unpacked. */
const isZip = starts(0x50, 0x4b, 0x03, 0x04)
const holds = (content: Buffer, name: string) => content.includes(name, 0, 'latin1')
const office = (part: string) => (content: Buffer) =>
  isZip(content) && holds(content, '[Content_Types].xml') && holds(content, part) && !holds(content, 'vbaProject')
const openDocument = (kind: string) => (content: Buffer) =>
  isZip(content) && says(`mimetypeapplication/vnd.oasis.opendocument.${kind}`, 30)(content)

const openXml = 'application/vnd.openxmlformats-officedocument'

const known: readonly Known[] = [
  { type: 'application/pdf', endings: ['pdf'], is: says('%PDF-', 0) },
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], is: starts(0xff, 0xd8, 0xff) },
  { type: 'image/png', endings: ['png'], is: starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { type: 'image/webp', endings: ['webp'], is: (content) => says('RIFF', 0)(content) && says('WEBP', 8)(content) },
  { type: `${openXml}.wordprocessingml.document`, endings: ['docx'], is: office('word/') },
  { type: `${openXml}.spreadsheetml.sheet`, endings: ['xlsx'], is: office('xl/') },
  { type: `${openXml}.presentationml.presentation`, endings: ['pptx'], is: office('ppt/') },
  { type: 'application/vnd.oasis.opendocument.text', endings: ['odt'], is: openDocument('text') },
  { type: 'application/vnd.oasis.opendocument.spreadsheet', endings: ['ods'], is: openDocument('spreadsheet') },
  { type: 'application/vnd.oasis.opendocument.presentation', endings: ['odp'], is: openDocument('presentation') },
  { type: 'audio/ogg', endings: ['ogg', 'opus'], is: says('OggS', 0) },
  {
    type: 'audio/mpeg',
    endings: ['mp3'],
    is: (content) => says('ID3', 0)(content) || (content[0] === 0xff && (content[1]! & 0xe6) === 0xe2),
  },
  { type: 'text/plain; charset=utf-8', endings: ['txt', 'csv', 'md'], is: isText },
]

export const kinds: readonly FileKind[] = known

/** What a file is; `undefined` for what is not taken. */
export function kindOf(content: Buffer): FileKind | undefined {
  return known.find(({ is }) => is(content))
}

/** Text in UTF-8 that is no page: a browser must not take it for one. */
function isText(content: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    // Other control signs belong to programs and archives.
    if (/[^\P{Cc}\t\n\r\f]/u.test(text)) return false
    return !/^\s*<(!doctype|html|svg|script|\?xml)/i.test(text)
  } catch {
    // Bytes that are no UTF-8 are no text that everybody can read.
    return false
  }
}
