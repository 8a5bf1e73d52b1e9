/** What is printed that is no manuscript: workbooks and certificates, as plain data. */

export type Cell = string | number

export interface Sheet {
  name: string
  columns: readonly string[]
  rows: readonly (readonly Cell[])[]
}

/** What a certificate says, in the words of its language; nothing is left to decide but where the ink goes. */
export interface CertificateSheet {
  locale: string
  dir: 'ltr' | 'rtl'
  /** `Certificate of attendance` */
  title: string
  name: string
  /** Between name and event: `took part in`. */
  attended: string
  event: string
  /** Minutes and day. */
  of: string
  community: string
  /** Before the address at which it can be checked, and the address itself. */
  check: string
  url: string
  code: string
  issued: string
  /** `YYYY-MM-DD`, for the file's own date. */
  date: string
}
