import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * A path inside the checkout. Its root is found by walking up to the folder that holds `content/fonts`, because this code
 * runs from its sources on the command line and from a bundle under `build/` on the web.
 */
export function inCheckout(...path: string[]): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'content/fonts'))) return join(folder, ...path)
    if (dirname(folder) === folder) throw new Error(`No content/fonts above ${import.meta.dirname}`)
  }
}
