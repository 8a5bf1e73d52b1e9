import type { CertificateSheet } from '../sheets.ts'
import { palette } from '../palette.ts'
import { trunkDrawing } from './sheet.ts'
import { typesetFile } from './typeset.ts'

/** Sets a certificate with Typst. Blocks the thread it is called on: see `press/`. */
export function typesetCertificate(certificate: CertificateSheet): Uint8Array {
  const day = Temporal.PlainDate.from(certificate.date)
  return typesetFile(
    'certificate.typ',
    JSON.stringify({
      ...certificate,
      lang: new Intl.Locale(certificate.locale).language,
      day: { year: day.year, month: day.month, day: day.day },
      palette,
      words: {},
      trunk: trunkDrawing(certificate.community),
    }),
  )
}
