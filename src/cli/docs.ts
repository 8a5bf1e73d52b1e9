/** `copse docs`: writes docs/permissions.md and docs/map.md from the code. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { houseMap } from './docs/map.ts'
import { permissionsText } from './docs/permissions.ts'
import { root } from './run.ts'

/** The generated documents by their paths. */
export async function generated(): Promise<Record<string, string>> {
  return { 'docs/permissions.md': await permissionsText(), 'docs/map.md': houseMap() }
}

export async function run(): Promise<number> {
  for (const [path, text] of Object.entries(await generated())) {
    writeFileSync(join(root, path), text)
    console.log(`Wrote ${path}.`)
  }
  return 0
}
