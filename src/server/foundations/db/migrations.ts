/**
 * The migrations as they lie in the repository, and what a database remembers of them.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../refusal.ts'

export interface Migration {
  /** 1, 2, 3 … */
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

/** Reads `NNNN_name.sql`, in order. Throws Refusal on a file that is called otherwise, a number used twice or left out. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, index) => {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1])
    if (number !== index + 1) {
      throw new Refusal(
        `The migration ${file} is out of order: after ${index} comes ${String(index + 1).padStart(4, '0')}_name.sql.`,
      )
    }
    const sql = readFileSync(join(folder, file), 'utf8')
    return { number, name: file.slice(0, -4), sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * The migrations that `applied` still lacks. Throws Refusal when a database (or a backup: `what` says which) was written
 * by a newer Copse, or by one whose migrations said something else.
 */
export function outstanding(migrations: Migration[], applied: Applied[], what = 'The database'): Migration[] {
  const unknown = applied.find(({ number }) => number > migrations.length)
  if (unknown) {
    throw new Refusal(
      `${what} was written by a newer Copse: it has migration ${unknown.name}, and this Copse ends at ` +
        `${migrations.at(-1)?.name ?? 'none'}. Update Copse, then try again. Nothing was changed.`,
      2,
    )
  }
  for (const { number, name, checksum } of applied) {
    const here = migrations[number - 1]!
    if (here.checksum === checksum) continue
    throw new Refusal(
      `Migration ${here.name} is not what it was when it was applied${here.name === name ? '' : ` (as ${name})`}: ` +
        `a migration is never changed after that. ${what} was left as it is. ` +
        'Put the file back as it was, and write a new migration for what should be different.',
      2,
    )
  }
  return migrations.slice(applied.length)
}
