/**
 * The first entry of a backup: who wrote it, when, and what it holds.
 */
import { z } from 'zod'
import { Refusal } from '../../refusal.ts'
import type { Entry } from './archive.ts'

export const manifestName = 'copse.json'

/** Raised when an older Copse could not read the file any more. */
export const format = 1

const schema = z.object({
  format: z.int(),
  /** Version of Copse that wrote it. */
  copse: z.string(),
  postgresql: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** The migrations that its tables went through. */
  migrations: z.array(z.object({ number: z.int(), name: z.string(), checksum: z.string() })),
  /** In the order of the file; the columns in the order of their rows. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** The last value that each sequence gave. */
  sequences: z.array(z.object({ name: z.string(), last: z.number() })),
  /** Whether waiting jobs are in it. */
  jobs: z.boolean(),
  /** Whether uploads are in it; automatic backups before a migration leave them where they are. */
  files: z.boolean(),
})

export type Manifest = z.infer<typeof schema>

/** Reads it from the entry that must be the first. Throws Refusal when this is no backup, or one of a newer Copse. */
export async function readManifest(entry: Entry | undefined, file: string): Promise<Manifest> {
  const noBackup = new Refusal(`${file} is not a backup of Copse. Nothing was changed.`, 2)
  if (entry?.name !== manifestName) throw noBackup
  const text = Buffer.concat(await Array.fromAsync(entry.content)).toString()
  const raw = parse(text)
  if (typeof raw?.format === 'number' && raw.format > format) {
    throw new Refusal(
      `${file} was written by a newer Copse (${String(raw.copse)}), in a form that this one cannot read. ` +
        'Update Copse, then try again. Nothing was changed.',
      2,
    )
  }
  const read = schema.safeParse(raw)
  if (!read.success) throw noBackup
  return read.data
}

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown> | null
  } catch {
    return null
  }
}
