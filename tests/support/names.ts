import { basename } from 'node:path'

/** What the names of all databases of a run begin with, so that runs on one outside server never meet. */
export function databasePrefix(testData: string): string {
  return `${basename(testData)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')}_`
}
