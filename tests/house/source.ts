/** The sources as text, for the rules of the house. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Files below a folder of the checkout whose names end so, as paths from the root. */
export function files(folder: string, ...endings: string[]): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
}

export const text = (path: string): string => readFileSync(join(root, path), 'utf8')

/** What a file imports, as paths from the root where they lie in `src`, as written otherwise. Types count too. */
export function importsOf(path: string): string[] {
  const found = text(path).matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"\n]*?(?:\n[^'"]*?)?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  )
  return [...found].map((match) => resolve(path, (match[1] ?? match[2] ?? match[3])!))
}

function resolve(from: string, written: string): string {
  const aliases: Record<string, string> = {
    '#server/': 'src/server/',
    '#web/': 'src/web/',
    '#ui/': 'src/ui/',
    '#i18n/': 'src/i18n/',
    '#content/': 'content/',
    '#tests/': 'tests/',
  }
  const alias = Object.keys(aliases).find((each) => written.startsWith(each))
  if (alias) return aliases[alias] + written.slice(alias.length)
  return written.startsWith('.') ? relative(root, join(root, from, '..', written)) : written
}
