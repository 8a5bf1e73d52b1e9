/** docs/map.md: which door calls which verb or query, read from what the routes import. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from '../run.ts'

/** The document as text. */
export function houseMap(): string {
  const routes = join(root, 'src/routes')
  const doors = readdirSync(routes, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^\+(page|layout)?\.?server\.ts$|^\+server\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const rows = doors.map((file) => {
    const source = readFileSync(file, 'utf8')
    const route = `/${relative(routes, join(file, '..'))}`
    return `| \`${route}\` | ${kindOf(file)} | ${calls(source).join(', ') || '–'} | ${actions(source).join(', ') || '–'} |`
  })
  return [
    '# The map of the house',
    '',
    'Made by `./copse docs` from `src/routes/`; do not edit by hand. Each door, and what of the house it calls.',
    '',
    '| door | file | calls | form actions |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

const kindOf = (file: string) =>
  file.endsWith('+server.ts') ? 'endpoint' : file.includes('+layout') ? 'layout' : 'page'

function calls(source: string): string[] {
  const imports = source.matchAll(/import\s+\{([^}]+)\}\s+from\s+'#server\/([\w-]+)\/index\.ts'/g)
  return [...imports].flatMap(([, names, room]) =>
    names!
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => `\`${room}.${name}\``),
  )
}

function actions(source: string): string[] {
  const block = /export const actions[^=]*= \{([\s\S]*)\n\}/.exec(source)?.[1] ?? ''
  return [...block.matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, name]) => `\`${name}\``)
}
