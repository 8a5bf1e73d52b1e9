/** A certificate of one page. */
import { press } from './press/index.ts'
import type { CertificateSheet } from './sheets.ts'

/** Sets a certificate as PDF: A4 on its side, one page, fonts inside. */
export const toCertificate = (certificate: CertificateSheet): Promise<Uint8Array> =>
  press({ certificate, format: 'certificate' })
