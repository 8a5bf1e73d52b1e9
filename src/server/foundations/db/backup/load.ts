/**
 * Fills empty tables from a backup. Foreign keys and triggers are out of the way meanwhile: the rows were right when they
 * were written, come in the order of the file, and are checked again as a whole when the keys return.
 */
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { Refusal } from '../../refusal.ts'
import type { Entry } from './archive.ts'
import type { Manifest } from './manifest.ts'
import { tablesOf } from './tables.ts'

/** Takes entries of rows one by one, then `finish()`. On a connection that is in a transaction. */
export interface Loader {
  take(entry: Entry): Promise<void>
  finish(): Promise<void>
}

/** Makes the tables of `manifest` ready to be filled. Throws Refusal when one of them, or a column, does not exist here. */
export async function openLoader(client: pg.ClientBase, manifest: Manifest): Promise<Loader> {
  await refuseOtherTables(client, manifest)
  const names = manifest.tables.map(({ name }) => pg.escapeIdentifier(name))
  const keys = await dropKeys(client)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  // Migrations may have put rows there.
  if (names.length) await client.query(`truncate ${names.join(', ')}`)
  if (manifest.jobs) await client.query(waitingJobs)

  let current: Target | undefined
  const endCurrent = async (): Promise<void> => {
    current?.rows.end()
    await current?.done
    current = undefined
  }
  return {
    async take({ name, content }) {
      const target = targetOf(name, manifest)
      if (target !== current?.name) {
        await endCurrent()
        current = openTarget(client, target)
      }
      await Promise.race([current.done, write(content, current.rows)])
    },
    async finish() {
      await endCurrent()
      for (const { name, last } of manifest.sequences) {
        await client.query('select setval(to_regclass($1), $2) where to_regclass($1) is not null', [
          pg.escapeIdentifier(name),
          last,
        ])
      }
      for (const name of names) await client.query(`alter table ${name} enable trigger user`)
      for (const key of keys) await client.query(key)
      await refreshViews(client)
      if (manifest.jobs) await addJobs(client)
    },
  }
}

async function refuseOtherTables(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const here = new Map((await tablesOf(client)).map(({ name, columns }) => [name, new Set(columns)]))
  for (const { name, columns } of manifest.tables) {
    const lacking = here.has(name) ? columns.find((column) => !here.get(name)!.has(column)) : name
    if (lacking)
      throw new Refusal(`The backup holds ${name}.${lacking}, which this Copse does not have. Nothing was changed.`, 2)
  }
}

/** Drops every foreign key; gives the statements that bring them back. */
async function dropKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
      from pg_constraint
     where contype = 'f' and connamespace = current_schema()::regnamespace
     order by oid`)
  for (const { drop } of rows) await client.query(drop)
  return rows.map(({ add }) => add)
}

interface Target {
  name: string
  rows: CopyStreamQuery
  /** Fails as soon as PostgreSQL refuses a row. */
  done: Promise<void>
}

function openTarget(client: pg.ClientBase, name: string): Target {
  const rows = client.query(copyFrom(`copy ${name} from stdin`))
  const done = finished(rows)
  // It is awaited when the rows are all there; until then a failure must not count as unhandled.
  done.catch(() => undefined)
  return { name, rows, done }
}

async function write(content: AsyncIterable<Buffer>, rows: CopyStreamQuery): Promise<void> {
  for await (const chunk of content) {
    if (!rows.write(chunk)) await once(rows, 'drain')
  }
}

function targetOf(entry: string, manifest: Manifest): string {
  const [kind, name] = entry.split('/')
  if (kind === 'jobs' && manifest.jobs) return 'waiting_job'
  const table = manifest.tables.find((table) => kind === 'tables' && table.name === name)
  if (!table)
    throw new Refusal(`The backup holds rows for "${entry}", which it does not announce. Nothing was changed.`, 2)
  return `${pg.escapeIdentifier(table.name)} (${table.columns.map(pg.escapeIdentifier).join(', ')})`
}

async function refreshViews(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`
    select oid::regclass::text as name from pg_class
     where relkind = 'm' and relnamespace = current_schema()::regnamespace order by oid`)
  for (const { name } of rows) await client.query(`refresh materialized view ${name}`)
}

const waitingJobs = `create temporary table waiting_job (
  identifier text, payload json, queue_name text, run_at timestamptz, max_attempts integer, key text, priority integer,
  flags text[], attempts integer, last_error text
) on commit drop`

/** Adds the jobs by the worker's own function, whatever its tables look like by now. */
async function addJobs(client: pg.ClientBase): Promise<void> {
  await client.query('delete from graphile_worker._private_jobs')
  await client.query(`
    create temporary table added_job on commit drop as
    select (graphile_worker.add_job(identifier, payload, queue_name, run_at, max_attempts, key, priority, flags)).id,
           attempts, last_error
      from waiting_job`)
  await client.query(`
    update graphile_worker._private_jobs j set attempts = a.attempts, last_error = a.last_error
      from added_job a where j.id = a.id`)
}
