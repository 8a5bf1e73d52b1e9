/**
 * Images without what cameras and programs wrote into them: place, device, owner, thumbnails. Pixels are left as they are,
 * so nothing is decoded; a photo keeps its way up. Formats: JPEG (ITU T.81, Exif 2.32), PNG (ISO 15948), WebP (RIFF).
 */

/** The content to keep; `null` for an image that cannot be read to its end. Other kinds come back as they are. */
export function cleaned(content: Buffer, type: string): Buffer | null {
  if (type === 'image/jpeg') return cleanedJpeg(content)
  if (type === 'image/png') return cleanedPng(content)
  if (type === 'image/webp') return cleanedWebp(content)
  return content
}

/** Application segments go but for JFIF, the colour profile and Adobe's colour transform; comments go. */
function cleanedJpeg(content: Buffer): Buffer | null {
  const kept: Buffer[] = [content.subarray(0, 2)]
  let up = 1
  let at = 2
  while (at + 4 <= content.length) {
    if (content[at] !== 0xff) return null
    const marker = content[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    // Start of the picture itself: the rest is pixels.
    if (marker === 0xda) {
      if (up > 1) kept.splice(1, 0, orientation(up))
      return Buffer.concat([...kept, content.subarray(at, endOfJpeg(content))])
    }
    const length = content.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > content.length) return null
    const segment = content.subarray(at, at + 2 + length)
    if (marker === 0xe1) up = orientationOf(segment) ?? up
    const isApplication = marker >= 0xe0 && marker <= 0xef
    if ((!isApplication && marker !== 0xfe) || [0xe0, 0xe2, 0xee].includes(marker)) kept.push(segment)
    at += 2 + length
  }
  return null
}

/** What some cameras append after the end of the picture (a film, a second picture with its own place) goes too. */
function endOfJpeg(content: Buffer): number {
  const end = content.lastIndexOf(Buffer.from([0xff, 0xd9]))
  const first = content.indexOf(Buffer.from([0xff, 0xd9, 0xff, 0xd8]))
  return first > 0 ? first + 2 : end > 0 ? end + 2 : content.length
}

/** Which way is up (Exif tag 0x0112), 1 to 8; `undefined` for a segment that does not say. */
function orientationOf(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return undefined
  const tiff = segment.subarray(10)
  if (tiff.length < 14) return undefined
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = u32(4)
  for (let n = 0; n < u16(directory); n++) {
    const entry = directory + 2 + n * 12
    if (u16(entry) !== 0x0112) continue
    const value = u16(entry + 8)
    return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

/** An Exif segment that says which way is up and nothing else. */
function orientation(value: number): Buffer {
  const tiff = [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

const pngTells = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

function cleanedPng(content: Buffer): Buffer | null {
  const kept: Buffer[] = [content.subarray(0, 8)]
  let at = 8
  while (at + 12 <= content.length) {
    const end = at + 12 + content.readUInt32BE(at)
    if (end > content.length) return null
    const name = content.toString('latin1', at + 4, at + 8)
    if (!pngTells.has(name)) kept.push(content.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return null
}

function cleanedWebp(content: Buffer): Buffer | null {
  const kept: Buffer[] = []
  let at = 12
  while (at + 8 <= content.length) {
    const length = content.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (end > content.length + 1) return null
    const name = content.toString('latin1', at, at + 4)
    if (name === 'VP8X') {
      const chunk = Buffer.from(content.subarray(at, end))
      // The flags that announced what goes now: Exif and XMP.
      chunk[8] = chunk[8]! & ~0x0c
      kept.push(chunk)
    } else if (name !== 'EXIF' && name !== 'XMP ') kept.push(content.subarray(at, end))
    at = end
  }
  if (kept.length === 0) return null
  const body = Buffer.concat(kept)
  const head = Buffer.from(content.subarray(0, 12))
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}
