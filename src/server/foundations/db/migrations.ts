/**
 * The migrations as they lie in the repository, and what a database remembers of them.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../refusal.ts'

export interface Migration {
  /** Rising; a number may be left out, and come later from whoever it was kept for. */
  number: number
  /** `0001_house` */
  name: string
  sql: string
  /** SHA-256 of the file, hexadecimal. */
  checksum: string
}

/** A migration as a database, or a backup of one, remembers it. */
export interface Applied {
  number: number
  name: string
  checksum: string
}

/** Where the migrations of Copse lie. */
export const migrationsFolder = join(import.meta.dirname, '../../../../migrations')

/** Reads `NNNN_name.sql`, in order. Throws Refusal on a file that is called otherwise, and on a number used twice. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const taken = new Map<number, string>()
  return files.map((file) => {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1])
    if (!(number > 0)) throw new Refusal(`The migration ${file} is called wrongly: 0001_name.sql is how.`)
    if (taken.has(number)) throw new Refusal(`The migrations ${taken.get(number)} and ${file} have the same number.`)
    taken.set(number, file)
    const sql = readFileSync(join(folder, file), 'utf8')
    return { number, name: file.slice(0, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * The migrations that `applied` still lacks. Throws Refusal when a database (or a backup: `what` says which) was written
 * by a newer Copse, or by one whose migrations said something else.
 */
export function outstanding(migrations: Migration[], applied: Applied[], what = 'The database'): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  const unknown = applied.find(({ number }) => !known.has(number))
  if (unknown) {
    throw new Refusal(
      `${what} was written by a newer Copse: it has migration ${unknown.name}, and this Copse ends at ` +
        `${migrations.at(-1)?.name ?? 'none'}. Update Copse, then try again. Nothing was changed.`,
      2,
    )
  }
  for (const { number, name, checksum } of applied) {
    const here = known.get(number)!
    if (here.checksum === checksum) continue
    throw new Refusal(
      `Migration ${here.name} is not what it was when it was applied${here.name === name ? '' : ` (as ${name})`}: ` +
        `a migration is never changed after that. ${what} was left as it is. ` +
        'Put the file back as it was, and write a new migration for what should be different.',
      2,
    )
  }
  const done = new Set(applied.map(({ number }) => number))
  return migrations.filter(({ number }) => !done.has(number))
}
