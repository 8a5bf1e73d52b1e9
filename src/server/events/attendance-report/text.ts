/** The bytes of a report as text, whatever program wrote them. Pure. */

/**
 * Reads by the mark at the beginning (UTF-8, UTF-16 of either order); without one by where the zero bytes stand, then as
 * UTF-8, then as Windows-1252, which Excel writes in much of the world.
 */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes)
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (const [i, byte] of bytes.subarray(0, 1000).entries()) if (byte === 0) zeros[i % 2]!++
  if (zeros[1]! > zeros[0]! && zeros[1]! > 2) return 'utf-16le'
  if (zeros[0]! > zeros[1]! && zeros[0]! > 2) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    // Not UTF-8: only an older encoding is left, and this one reads any bytes.
    return 'windows-1252'
  }
}
